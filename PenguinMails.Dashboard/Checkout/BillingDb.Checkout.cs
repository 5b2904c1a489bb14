using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Checkout;

namespace PenguinMails.Dashboard.Data;

public abstract partial class BillingDb
{
    public DbSet<CheckoutAttempt> CheckoutAttempts => Set<CheckoutAttempt>();
}
