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
        // Each level by itself: a period knows only those that it heard of.
        var newest = db.UsagePeriods.OrderByDescending(period => period.PeriodStart);
        return new UsageLevels(
            await newest.Where(period => period.SeatsAt != null).Select(period => period.Seats).FirstOrDefaultAsync(ct),
            await newest.Where(period => period.WorkspacesAt != null).Select(period => period.Workspaces).FirstOrDefaultAsync(ct),
            await newest.Where(period => period.DomainsAt != null).Select(period => period.Domains).FirstOrDefaultAsync(ct));
    }
}
