using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.Usage;

/// <summary>The latest counters that other services reported.</summary>
internal sealed class UsageNow(BillingDbFactory databases) : IUsageLevels
{
    public async Task<UsageLevels> NowAsync(Guid tenantId, CancellationToken ct)
    {
        await using var db = databases.ForTenant(tenantId);
        return await db.UsagePeriods.OrderByDescending(period => period.PeriodStart)
            .Select(period => new UsageLevels(period.Seats, period.Workspaces, period.Domains)).FirstOrDefaultAsync(ct)
            ?? new UsageLevels(0, 0, 0);
    }
}
