using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>Events that name no customer: those about the catalogue, and disputes, whose customer is found through the payment.</summary>
internal sealed partial class CustomerlessEvents(
    BillingDbFactory databases, InboxClaims claims, PriceMapper prices, Snapshots stripe, InboxMarks marks, TimeProvider time, ILogger<CustomerlessEvents> log)
{
    /// <returns>How long Stripe wants to be left alone; null where it answered.</returns>
    public async Task<TimeSpan?> ProcessAsync(CancellationToken ct)
    {
        var waiting = await claims.NextCustomerlessAsync(ct);
        var catalogue = waiting.Where(row => EventKinds.IsCatalogue(row.Type)).ToList();
        if (catalogue.Count > 0 && await TryAsync(catalogue, () => MapAsync(catalogue, ct), ct) is { } pause)
            return pause;
        foreach (var dispute in waiting.Except(catalogue))
        {
            if (await TryAsync([dispute], () => FindCustomerAsync(dispute, ct), ct) is { } wait)
                return wait;
        }

        return null;
    }

    private async Task MapAsync(List<WebhookEvent> events, CancellationToken ct)
    {
        await prices.MapAsync(ct);
        await using var db = databases.ForNobody();
        await marks.DoneAsync(db, events.ConvertAll(row => row.Id), ct);
    }

    // With its customer written beside it the event is one of that customer's, and due at once: the worker's next step takes it.
    private async Task FindCustomerAsync(WebhookEvent dispute, CancellationToken ct)
    {
        var payment = EventEnvelope.Read(dispute.Payload)?.PaymentIntentId is { } id ? await stripe.PaymentAsync(id, ct) : null;
        if (payment?.CustomerId is not { } customer)
        {
            await marks.IgnoredAsync([dispute.Id], "Its payment names no customer", ct);
            return;
        }

        await using var db = databases.ForNobody();
        var now = time.GetUtcNow();
        await db.WebhookEvents.Where(row => row.Id == dispute.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.StripeCustomerId, customer).SetProperty(row => row.NextAttemptAt, now), ct);
    }

    private async Task<TimeSpan?> TryAsync(List<WebhookEvent> events, Func<Task> work, CancellationToken ct)
    {
        var ids = events.ConvertAll(row => row.Id);
        try
        {
            await work();
        }
        catch (StripeUnavailableException unavailable)
        {
            await marks.PostponedAsync(ids, unavailable.RetryAfter, ct);
            return unavailable.RetryAfter;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await marks.FailedAsync(ids, error, ct);
            LogFailed(error, ids.Count);
        }

        return null;
    }

    [LoggerMessage(LogLevel.Error, "{Count} events without a customer could not be processed; they will be tried again.")]
    private partial void LogFailed(Exception error, int count);
}
