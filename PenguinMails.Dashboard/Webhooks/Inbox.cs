using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Live;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>Keeps every event once, durably, before Stripe is told that it arrived.</summary>
internal sealed class Inbox(BillingDbFactory databases, IOptions<StripeOptions> stripe, Signal<InboxWorker> worker, TimeProvider time)
{
    /// <summary>Returns when the event is committed, now or by an earlier delivery.</summary>
    public async Task ReceiveAsync(EventEnvelope envelope, string payload, CancellationToken ct)
    {
        await using var db = databases.ForNobody();
        if (!await db.WebhookEvents.AnyAsync(known => known.EventId == envelope.Id, ct))
            await StoreAsync(db, envelope, payload, ct);
        // Rung for a known event too: if it still waits, Stripe's second delivery is a good moment to look.
        worker.Ring();
    }

    private async Task StoreAsync(BillingDb db, EventEnvelope envelope, string payload, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var ignored = WhyIgnored(envelope);
        db.WebhookEvents.Add(new WebhookEvent
        {
            EventId = envelope.Id,
            Type = envelope.Type,
            ApiVersion = envelope.ApiVersion,
            StripeCustomerId = envelope.CustomerId,
            ObjectId = envelope.ObjectId,
            Payload = payload,
            ReceivedAt = now,
            NextAttemptAt = now,
            IgnoredBecause = ignored,
            ProcessedAt = ignored is null ? null : now,
        });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Two deliveries at once: the unique index let one in. Anything else is a failure, and Stripe will come again.
            await using var other = databases.ForNobody();
            if (!await other.WebhookEvents.AnyAsync(known => known.EventId == envelope.Id, ct))
                throw;
        }
    }

    private string? WhyIgnored(EventEnvelope envelope) => envelope switch
    {
        { LiveMode: { } live } when live != stripe.Value.IsLive => live ? "A live event, while the key is a test key" : "A test event, while the key is a live key",
        _ when !EventKinds.Concerns(envelope.Type) => "Nothing here depends on events of this type",
        { CustomerId: null } => "It names no customer",
        _ => null,
    };
}
