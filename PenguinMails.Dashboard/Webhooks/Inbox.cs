using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>Keeps every event once, durably, before Stripe is told that it arrived.</summary>
internal sealed class Inbox(InboxWriter writer, IOptions<StripeOptions> stripe, TimeProvider time)
{
    /// <summary>Returns when the event is committed, now or by an earlier delivery.</summary>
    public Task ReceiveAsync(EventEnvelope envelope, string payload, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var ignored = WhyIgnored(envelope);
        return writer.StoreAsync(
            new WebhookEvent
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
            },
            ct);
    }

    private string? WhyIgnored(EventEnvelope envelope) => envelope switch
    {
        { LiveMode: { } live } when live != stripe.Value.IsLive => live ? "A live event, while the key is a test key" : "A test event, while the key is a live key",
        { Account: not null } => "It belongs to a connected account",
        _ when !EventKinds.Concerns(envelope.Type) => "Nothing here depends on events of this type",
        _ when EventKinds.IsCatalogue(envelope.Type) || EventKinds.IsDispute(envelope.Type) => null,
        { CustomerId: null } => "It names no customer",
        _ => null,
    };
}
