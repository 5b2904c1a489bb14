using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Api;

namespace PenguinMails.Dashboard.Data;

public abstract partial class BillingDb
{
    public DbSet<IdempotentCall> IdempotentCalls => Set<IdempotentCall>();
}
