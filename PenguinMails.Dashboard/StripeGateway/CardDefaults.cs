using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>Which card pays, and taking cards off.</summary>
public sealed class CardDefaults(IStripeClient stripe)
{
    /// <summary>Makes the card the customer's default and, since a subscription's own card wins over it, the subscription's too.</summary>
    /// <param name="intent">The press of the button: pressing again later, after another card was chosen, is another intent.</param>
    /// <exception cref="StripeRefusedException">The card is not this customer's.</exception>
    public async Task MakeDefaultAsync(string customerId, string? subscriptionId, string cardId, string intent, CancellationToken ct)
    {
        // The subscription first: it is the one that is charged, should the second call be cut off.
        if (subscriptionId is not null)
        {
            var paying = new SubscriptionUpdateOptions { DefaultPaymentMethod = cardId };
            await StripeErrors.TranslateAsync(() =>
                new SubscriptionService(stripe).UpdateAsync(subscriptionId, paying, Idempotency.For("card-pays-subscription", intent, subscriptionId), ct));
        }

        var customer = new CustomerUpdateOptions { InvoiceSettings = new CustomerInvoiceSettingsOptions { DefaultPaymentMethod = cardId } };
        await StripeErrors.TranslateAsync(() =>
            new CustomerService(stripe).UpdateAsync(customerId, customer, Idempotency.For("card-default", intent), ct));
    }

    /// <summary>Takes the card off the customer for good: Stripe never attaches it again, so its id is the intent.</summary>
    public async Task RemoveAsync(string cardId, CancellationToken ct) => await StripeErrors.TranslateAsync(() =>
        new PaymentMethodService(stripe).DetachAsync(cardId, null, Idempotency.For("card-remove", cardId), ct));
}
