using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>What an unpaid subscription may need: another card to be paid with, or an end.</summary>
public sealed class SubscriptionCare(IStripeClient stripe)
{
    /// <summary>Ends the subscription at once, without a closing invoice. One that has ended already stays so.</summary>
    public async Task CancelNowAsync(string subscriptionId, string comment, CancellationToken ct)
    {
        var subscriptions = new SubscriptionService(stripe);
        var current = await StripeErrors.FindAsync(() => subscriptions.GetAsync(subscriptionId, cancellationToken: ct));
        if (current is null or { Status: SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired })
            return;
        var options = new SubscriptionCancelOptions
        {
            InvoiceNow = false,
            Prorate = false,
            CancellationDetails = new SubscriptionCancellationDetailsOptions { Comment = comment },
        };
        await StripeErrors.TranslateAsync(() => subscriptions.CancelAsync(subscriptionId, options, Idempotency.For("subscription-end", subscriptionId), ct));
    }

    /// <summary>Has the subscription paid with this card from now on. The portal makes a new card the customer's, not the subscription's.</summary>
    public Task PayWithAsync(string subscriptionId, string paymentMethodId, string intent, CancellationToken ct) => StripeErrors.TranslateAsync(() =>
        new SubscriptionService(stripe).UpdateAsync(
            subscriptionId, new SubscriptionUpdateOptions { DefaultPaymentMethod = paymentMethodId },
            Idempotency.For("subscription-card", subscriptionId, paymentMethodId, intent), ct));
}
