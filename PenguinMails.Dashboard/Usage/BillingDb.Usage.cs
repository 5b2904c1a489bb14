using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Usage;

namespace PenguinMails.Dashboard.Data;

public abstract partial class BillingDb
{
    public DbSet<UsagePeriod> UsagePeriods => Set<UsagePeriod>();
}
