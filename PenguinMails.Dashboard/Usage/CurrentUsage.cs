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
        return new Counters(
            book.Find(span)?.EmailsSent ?? 0, book.Level(UsageMetric.Seats, span), book.Level(UsageMetric.Workspaces, span), book.Level(UsageMetric.Domains, span));
    }
}
