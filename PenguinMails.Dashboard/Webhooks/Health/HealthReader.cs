using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Webhooks.Reconciliation;

namespace PenguinMails.Dashboard.Webhooks.Health;

/// <summary>Gathers the facts and has them judged. Every question stays cheap however many events were ever stored.</summary>
internal sealed class HealthReader(BillingDbFactory databases, ArrivalLog arrivals, StripeAccount account, WebhookMetrics metrics, IOptions<StripeOptions> stripe, TimeProvider time)
{
    // The last hour's rate is taken from this many events at most.
    private const int Sampled = 2000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private HealthReport? _latest;

    /// <summary>For whoever asks often and from outside: at most a moment old.</summary>
    public async Task<HealthReport> LatestAsync(CancellationToken ct) =>
        _latest is { } latest && (time.GetUtcNow() - latest.Facts.Now).Duration() < Fresh ? latest : await ReadAsync(ct);

    public async Task<HealthReport> ReadAsync(CancellationToken ct)
    {
        await arrivals.FlushAsync(ct);
        var report = HealthRules.Judge(await GatherAsync(ct));
        metrics.Show(report);
        return _latest = report;
    }

    private async Task<HealthFacts> GatherAsync(CancellationToken ct)
    {
        await using var db = databases.ForPlatform();
        var now = time.GetUtcNow();
        var (hour, day) = (now.AddHours(-1), now.AddDays(-1));
        var events = db.WebhookEvents.AsNoTracking();
        var last = await events.OrderByDescending(row => row.Id).Select(row => new { row.ReceivedAt, row.ApiVersion }).FirstOrDefaultAsync(ct);
        var pending = events.Where(row => row.ProcessedAt == null && row.DeadAt == null);
        var recent = events.OrderByDescending(row => row.Id).Take(Sampled).Where(row => row.ReceivedAt > hour);
        var arrived = await db.Arrivals.AsNoTracking().SingleOrDefaultAsync(ct) ?? new Arrivals { Id = Arrivals.TheRow };
        // Only invoices that failed carry the date: where Stripe's automatic retries are off, there are none.
        var retried = db.Invoices.Where(invoice => invoice.NextPaymentAttempt != null);
        var lastDelivery = arrived.LastDeliveryAt ?? DateTimeOffset.UnixEpoch;
        return new HealthFacts
        {
            Now = now,
            PinnedApiVersion = Endpoints.PinnedVersion,
            KeyIsLive = stripe.Value.IsLive,
            LastReceivedAt = last?.ReceivedAt,
            EventApiVersion = last?.ApiVersion,
            LastProcessedAt = await LastProcessedAsync(events, ct),
            LastDeliveryAt = arrived.LastDeliveryAt,
            Refused = arrived.Refused,
            OtherModeAt = arrived.OtherModeAt,
            Backlog = await pending.CountAsync(ct),
            OldestPendingAt = await pending.MinAsync(row => (DateTimeOffset?)row.ReceivedAt, ct),
            Dead = await events.CountAsync(row => row.DeadAt != null && row.ProcessedAt == null, ct),
            LastHour = await recent.CountAsync(ct),
            LastHourFailed = await recent.CountAsync(row => row.Attempts > 0, ct),
            FoundSinceDelivery = await db.FoundEvents.CountAsync(row => row.FoundAt > lastDelivery, ct),
            FoundInADay = await db.FoundEvents.CountAsync(row => row.FoundAt > day, ct),
            NewestFoundAt = await db.FoundEvents.MaxAsync(row => (DateTimeOffset?)row.FoundAt, ct),
            Watch = await WatchAsync(db, ct),
            HealedInADay = await db.MirrorProofs.CountAsync(row => row.HealedAt > day, ct),
            NeverProven = await db.BillingCustomers.CountAsync(customer => !db.MirrorProofs.Any(proof => proof.TenantId == customer.TenantId && proof.ProvenEqualAt != null), ct),
            StripeRetries = await retried.CountAsync(ct),
            NextStripeRetryAt = await retried.MinAsync(invoice => invoice.NextPaymentAttempt, ct),
            LeastRecentlyProvenAt = await db.MirrorProofs.MinAsync(row => row.ProvenEqualAt, ct),
        };
    }

    // Asked of those whose payload is kept, which is what the index holds: those of the last weeks.
    private static Task<DateTimeOffset?> LastProcessedAsync(IQueryable<WebhookEvent> events, CancellationToken ct) =>
        events.Where(row => row.ProcessedAt != null && row.Payload != "").MaxAsync(row => row.ProcessedAt, ct);

    // Of the account in use, where its name is known; else of whichever was read last.
    private async Task<AccountWatch?> WatchAsync(BillingDb db, CancellationToken ct) => account.Known is { } name
        ? await db.AccountWatches.AsNoTracking().SingleOrDefaultAsync(row => row.Account == name, ct)
        : await db.AccountWatches.AsNoTracking().OrderByDescending(row => row.CheckedAt).FirstOrDefaultAsync(ct);
}
