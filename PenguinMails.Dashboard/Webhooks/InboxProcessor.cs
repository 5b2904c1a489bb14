using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>Brings one customer up to date for all of its waiting events at once, and marks them in the mirror's own transaction.</summary>
internal sealed partial class InboxProcessor(
    BillingDbFactory databases, Synchroniser synchroniser, InboxMarks marks, TimeProvider time, ILogger<InboxProcessor> log)
{
    private const int MostAtOnce = 1000;

    /// <returns>How long Stripe wants to be left alone; null where it answered.</returns>
    public async Task<TimeSpan?> ProcessAsync(string customerId, CancellationToken ct)
    {
        List<Waiting> waiting;
        TimeSpan? pause = null;
        do
        {
            waiting = await WaitingAsync(customerId, ct);
            if (waiting.Count > 0)
                pause = await ProcessAsync(customerId, waiting, ct);
        }
        while (waiting.Count == MostAtOnce && pause is null);
        return pause;
    }

    private async Task<TimeSpan?> ProcessAsync(string customerId, List<Waiting> waiting, CancellationToken ct)
    {
        var ids = waiting.ConvertAll(row => row.Id);
        try
        {
            var outcome = await synchroniser.RefreshAsync(customerId, Hints(waiting), (db, token) => marks.DoneAsync(db, ids, token), ct);
            if (outcome is SyncOutcome.NotOurs)
                await marks.IgnoredAsync(ids, "Its customer is no tenant of ours", ct);
            return null;
        }
        catch (StripeUnavailableException unavailable)
        {
            await marks.PostponedAsync(ids, unavailable.RetryAfter, ct);
            LogPostponed(ids.Count, customerId, unavailable.RetryAfter);
            return unavailable.RetryAfter;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await marks.FailedAsync(ids, error, ct);
            LogFailed(error, ids.Count, customerId);
            return null;
        }
    }

    private async Task<List<Waiting>> WaitingAsync(string customerId, CancellationToken ct)
    {
        await using var db = databases.ForNobody();
        var now = db.ClaimedUntil(time.GetUtcNow());
        return await db.WebhookEvents
            .Where(row => row.StripeCustomerId == customerId && row.ProcessedAt == null && row.DeadAt == null && row.NextAttemptAt <= now)
            .OrderBy(row => row.Id).Take(MostAtOnce).Select(row => new Waiting(row.Id, row.Payload)).ToListAsync(ct);
    }

    private static SyncHints Hints(List<Waiting> events)
    {
        var envelopes = events.Select(row => EventEnvelope.Read(row.Payload)).OfType<EventEnvelope>().ToList();
        return new SyncHints(
            false,
            envelopes.Select(envelope => envelope.InvoiceId).OfType<string>().ToHashSet(),
            envelopes.Select(envelope => envelope.PaymentIntentId).OfType<string>().ToHashSet());
    }

    private sealed record Waiting(long Id, string Payload);

    [LoggerMessage(LogLevel.Warning, "Stripe is unavailable; {Count} events of {CustomerId} wait for {Pause}.")]
    private partial void LogPostponed(int count, string customerId, TimeSpan pause);

    [LoggerMessage(LogLevel.Error, "{Count} events of {CustomerId} could not be processed; they will be tried again.")]
    private partial void LogFailed(Exception error, int count, string customerId);
}
