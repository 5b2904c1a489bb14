using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Live;

namespace PenguinMails.Dashboard.Webhooks.Events;

/// <summary>Gives events that failed or were given up all their tries back. What is done stays done: a replay cannot do it twice.</summary>
internal sealed class Replays(BillingDbFactory databases, Signal<InboxWorker> worker, BillingFeed feed, TimeProvider time)
{
    /// <summary>At once; a second replay takes the next ones.</summary>
    private const int MostAtOnce = 500;

    /// <param name="eventId">One row's number; null for all dead ones.</param>
    /// <param name="actor">Who, by name.</param>
    /// <param name="reason">Why, in their words.</param>
    /// <param name="ct">Gives up as a whole.</param>
    /// <returns>How many will be tried again.</returns>
    public async Task<int> ReplayAsync(long? eventId, string actor, string reason, CancellationToken ct)
    {
        await using var db = databases.ForPlatform();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var rows = await db.WebhookEvents
            .Where(row => row.ProcessedAt == null && (eventId == null ? row.DeadAt != null : row.Id == eventId && (row.DeadAt != null || row.Attempts > 0)))
            .OrderBy(row => row.Id).Take(MostAtOnce).ToListAsync(ct);
        var now = time.GetUtcNow();
        var customers = rows.Select(row => row.StripeCustomerId).OfType<string>().Distinct().ToList();
        var tenants = await db.BillingCustomers.Where(customer => customers.Contains(customer.StripeCustomerId))
            .ToDictionaryAsync(customer => customer.StripeCustomerId, customer => customer.TenantId, ct);
        foreach (var row in rows)
        {
            (row.DeadAt, row.Attempts, row.NextAttemptAt) = (null, 0, now);
            var tenant = row.StripeCustomerId is { } customer && tenants.TryGetValue(customer, out var known) ? known : PlatformTrail.Tenant;
            db.Record(tenant, now, actor, "Event replayed", row.EventId, $"{row.Type}: {reason}");
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        if (rows.Count > 0)
            worker.Ring();
        feed.Publish(PlatformTrail.Topic);
        return rows.Count;
    }
}
