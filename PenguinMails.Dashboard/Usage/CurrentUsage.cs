using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Usage.Periods;

namespace PenguinMails.Dashboard.Usage;

/// <summary>The counters of the running period, for whoever stands above this room.</summary>
internal sealed class CurrentUsage(BillingDbFactory databases, TimeProvider time) : IUsageCounters
{
    public async Task<Counters> ReadAsync(Guid tenantId, CancellationToken ct)
    {
        await using var db = databases.ForTenant(tenantId);
        var book = await UsageBook.OpenAsync(db, tenantId, ct);
        if (book.SpanAt(time.GetUtcNow()) is not { } span)
            return Counters.None;
        // Each level by itself, however long ago it was told: a period knows only those that it heard of.
        var newest = db.UsagePeriods.OrderByDescending(period => period.PeriodStart);
        return new Counters(
            book.Find(span)?.EmailsSent ?? 0,
            await newest.Where(period => period.SeatsAt != null).Select(period => period.Seats).FirstOrDefaultAsync(ct),
            await newest.Where(period => period.WorkspacesAt != null).Select(period => period.Workspaces).FirstOrDefaultAsync(ct),
            await newest.Where(period => period.DomainsAt != null).Select(period => period.Domains).FirstOrDefaultAsync(ct));
    }
}
