using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>Brings one customer up to date for all of its waiting events at once, and marks them in the mirror's own transaction.</summary>
internal sealed partial class InboxProcessor(BillingDbFactory databases, Synchroniser synchroniser, TimeProvider time, ILogger<InboxProcessor> log)
{
    private const int MostAttempts = 10;
    private const int MostAtOnce = 500;

    public async Task ProcessAsync(string customerId, CancellationToken ct)
    {
        var waiting = await WaitingAsync(customerId, ct);
        if (waiting.Count == 0)
            return;
        var ids = waiting.ConvertAll(row => row.Id);
        try
        {
            var outcome = await synchroniser.RefreshAsync(customerId, Hints(waiting), (db, token) => MarkAsync(db, ids, null, token), ct);
            if (outcome is SyncOutcome.NotOurs)
            {
                await using var db = databases.ForNobody();
                await MarkAsync(db, ids, "Its customer is no tenant of ours", ct);
            }
        }
        catch (StripeUnavailableException unavailable)
        {
            // Stripe's trouble, not the events': they wait, and none of their tries is spent.
            await PostponeAsync(ids, unavailable.RetryAfter, ct);
            LogPostponed(ids.Count, customerId, unavailable.RetryAfter);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await FailAsync(ids, error, ct);
            LogFailed(error, ids.Count, customerId);
        }
    }

    private async Task<List<WebhookEvent>> WaitingAsync(string customerId, CancellationToken ct)
    {
        await using var db = databases.ForNobody();
        var now = db.ClaimedUntil(time.GetUtcNow());
        return await db.WebhookEvents.AsNoTracking()
            .Where(row => row.StripeCustomerId == customerId && row.ProcessedAt == null && row.DeadAt == null && row.NextAttemptAt <= now)
            .OrderBy(row => row.Id).Take(MostAtOnce).ToListAsync(ct);
    }

    private static SyncHints Hints(List<WebhookEvent> events)
    {
        var envelopes = events.Select(row => EventEnvelope.Read(row.Payload)).OfType<EventEnvelope>().ToList();
        return new SyncHints(
            false,
            envelopes.Select(envelope => envelope.InvoiceId).OfType<string>().ToHashSet(),
            envelopes.Select(envelope => envelope.PaymentIntentId).OfType<string>().ToHashSet());
    }

    private Task MarkAsync(BillingDb db, List<long> ids, string? ignored, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return db.WebhookEvents.Where(row => ids.Contains(row.Id) && row.ProcessedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ProcessedAt, now).SetProperty(row => row.IgnoredBecause, ignored), ct);
    }

    private async Task PostponeAsync(List<long> ids, TimeSpan pause, CancellationToken ct)
    {
        var at = time.GetUtcNow() + pause;
        await using var db = databases.ForNobody();
        await db.WebhookEvents.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAttemptAt, at), ct);
    }

    private async Task FailAsync(List<long> ids, Exception error, CancellationToken ct)
    {
        await using var db = databases.ForNobody();
        var now = time.GetUtcNow();
        foreach (var row in await db.WebhookEvents.Where(row => ids.Contains(row.Id)).ToListAsync(ct))
        {
            row.Attempts++;
            row.LastError = error.Message;
            row.NextAttemptAt = now + TimeSpan.FromSeconds(2 * Math.Pow(2, row.Attempts));
            if (row.Attempts >= MostAttempts)
                row.DeadAt = now;
        }

        await db.SaveChangesAsync(ct);
    }

    [LoggerMessage(LogLevel.Warning, "Stripe is unavailable; {Count} events of {CustomerId} wait for {Pause}.")]
    private partial void LogPostponed(int count, string customerId, TimeSpan pause);

    [LoggerMessage(LogLevel.Error, "{Count} events of {CustomerId} could not be processed; they will be tried again.")]
    private partial void LogFailed(Exception error, int count, string customerId);
}
