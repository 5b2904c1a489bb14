using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.PaymentMethods;

namespace PenguinMails.Dashboard.Data;

public abstract partial class BillingDb
{
    public DbSet<CardSetup> CardSetups => Set<CardSetup>();

    public DbSet<CardExpiryNotice> CardExpiryNotices => Set<CardExpiryNotice>();
}
