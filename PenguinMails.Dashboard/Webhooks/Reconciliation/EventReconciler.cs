using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Data.Leases;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Webhooks.Health;
using PenguinMails.Dashboard.Webhooks.Resync;

namespace PenguinMails.Dashboard.Webhooks.Reconciliation;

/// <summary>
/// Reads Stripe's own list of events and puts what is missing through the inbox, as a delivery would have. The list is read in
/// slices of a day, each under the lease, so that a long absence is caught up step by step and a crash repeats one step at most.
/// </summary>
internal sealed partial class EventReconciler(
    BillingDbFactory databases, LeaseKeeper leases, StripeGateway.Events stripe, StripeAccount account, Inbox inbox, Resyncs resyncs,
    WebhookMetrics metrics, IOptions<WebhookOptions> options, TimeProvider time, ILogger<EventReconciler> log)
{
    /// <summary>Younger events may still be on their way: reading them early does no harm, but says nothing about deliveries.</summary>
    public static readonly TimeSpan OnTheirWay = TimeSpan.FromMinutes(5);

    private const int StoredAtOnce = 8;
    private static readonly TimeSpan Slice = TimeSpan.FromDays(1);

    /// <returns>How many events no delivery had brought.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var name = await account.NameAsync(ct);
        var found = 0;
        while (true)
        {
            var (count, isLast) = await ReadSliceAsync(name, ct);
            found += count;
            if (isLast)
                return found;
        }
    }

    private async Task<(int Found, bool IsLast)> ReadSliceAsync(string name, CancellationToken ct)
    {
        await using var lease = await leases.TakeAsync($"reconciler:{name}", ct);
        var now = time.GetUtcNow();
        var watch = await WatchAsync(name, ct);
        // By how far the list was read, not by when it was last read to its end: the first slice of a long catching up closes the gap.
        if (watch is not null && now - watch.ReadUpTo > StripeGateway.Events.Listed - options.Value.Overlap)
            await CloseGapAsync(now - watch.ReadUpTo, ct);

        // A first start takes all that Stripe still lists: what is known already changes nothing.
        var oldest = now - StripeGateway.Events.Listed;
        var readUpTo = watch is null ? oldest : Earlier(watch.ReadUpTo, now);
        var from = Later(readUpTo - options.Value.Overlap, oldest);
        var until = Later(readUpTo, oldest) + Slice;
        var isLast = until >= now - options.Value.Overlap;

        var missing = new List<ListedEvent>();
        await foreach (var page in stripe.PagesAsync(from, isLast ? null : until, ct))
            missing.AddRange(await StoreMissingAsync(page, ct));

        // On the first reading nothing is late: there was nobody to deliver to.
        var late = watch?.CheckedAt is null ? [] : missing.Where(item => now - item.Created > OnTheirWay).ToList();
        await MoveAsync(lease, name, isLast ? now : until, isLast, late, now, ct);
        metrics.Found(late.Count);
        if (late.Count > 0)
            LogFound(late.Count, late.Min(item => item.Created));
        return (late.Count, isLast);
    }

    /// <summary>Returns when each event of the page is durable; only then may the cursor pass it.</summary>
    private async Task<List<ListedEvent>> StoreMissingAsync(IReadOnlyList<ListedEvent> page, CancellationToken ct)
    {
        var ids = page.Select(item => item.Id).ToList();
        await using var db = databases.ForNobody();
        var known = await db.WebhookEvents.Where(row => ids.Contains(row.EventId)).Select(row => row.EventId).ToHashSetAsync(ct);
        var missing = page.Where(item => !known.Contains(item.Id)).Reverse().ToList();
        // Several at once, so that the inbox may commit them together.
        await Parallel.ForEachAsync(
            missing,
            new ParallelOptions { MaxDegreeOfParallelism = StoredAtOnce, CancellationToken = ct },
            async (item, token) =>
            {
                if (EventEnvelope.Read(item.Json) is { } envelope)
                    await inbox.ReceiveAsync(envelope, item.Json, token);
            });
        return missing;
    }

    private async Task MoveAsync(
        Lease lease, string name, DateTimeOffset readUpTo, bool isLast, List<ListedEvent> late, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = databases.ForPlatform();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await lease.ProveHeldAsync(db, ct);
        if (await db.AccountWatches.SingleOrDefaultAsync(row => row.Account == name, ct) is not { } watch)
            db.AccountWatches.Add(watch = new AccountWatch { Account = name });
        watch.ReadUpTo = readUpTo;
        if (isLast)
            (watch.CheckedAt, watch.FailedAt, watch.Failure) = (now, null, null);

        var ids = late.ConvertAll(item => item.Id);
        var noted = await db.FoundEvents.Where(row => ids.Contains(row.EventId)).Select(row => row.EventId).ToHashSetAsync(ct);
        db.FoundEvents.AddRange(late.Where(item => !noted.Contains(item.Id)).Select(item => new FoundEvent
        {
            EventId = item.Id,
            Type = item.Type,
            CreatedAt = item.Created,
            FoundAt = now,
        }));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    // Away for longer than Stripe lists events: what happened in between stands in no list, only in the objects themselves.
    private async Task CloseGapAsync(TimeSpan away, CancellationToken ct)
    {
        LogGap(away);
        await resyncs.StartForAllAsync(Audit.AuditTrail.Product, ct);
    }

    private async Task<AccountWatch?> WatchAsync(string name, CancellationToken ct)
    {
        await using var db = databases.ForNobody();
        return await db.AccountWatches.AsNoTracking().SingleOrDefaultAsync(row => row.Account == name, ct);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    [LoggerMessage(LogLevel.Warning, "Stripe's list had {Count} events that no delivery brought, the oldest of {Oldest}.")]
    private partial void LogFound(int count, DateTimeOffset oldest);

    [LoggerMessage(LogLevel.Warning, "The event list was not read for {Away}, longer than Stripe keeps it: everything is read anew.")]
    private partial void LogGap(TimeSpan away);
}
