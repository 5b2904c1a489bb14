using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Usage;

/// <summary>The counters of the running period, for whoever stands above this room.</summary>
internal sealed class CurrentUsage(BillingDbFactory databases) : IUsageCounters
{
    public async Task<UsageCounters> ReadAsync(Guid tenantId, DateTimeOffset periodStart, CancellationToken ct)
    {
        await using var db = databases.ForTenant(tenantId);
        return await db.UsagePeriods.Where(period => period.PeriodStart == periodStart)
            .Select(period => new UsageCounters(period.EmailsSent, period.Seats, period.Workspaces, period.Domains)).SingleOrDefaultAsync(ct)
            ?? new UsageCounters(0, 0, 0, 0);
    }
}
