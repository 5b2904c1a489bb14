using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>Takes back a subscription that should never have been: ends it and gives the money back.</summary>
public sealed class Reversals(IStripeClient stripe)
{
    /// <summary>Ends the subscription at once, without a closing invoice. One that has ended already stays so.</summary>
    public async Task CancelNowAsync(string subscriptionId, CancellationToken ct)
    {
        var subscriptions = new SubscriptionService(stripe);
        var current = await StripeErrors.FindAsync(() => subscriptions.GetAsync(subscriptionId, cancellationToken: ct));
        if (current is null or { Status: "canceled" or "incomplete_expired" })
            return;
        var options = new SubscriptionCancelOptions { InvoiceNow = false, Prorate = false };
        await StripeErrors.TranslateAsync(() =>
            subscriptions.CancelAsync(subscriptionId, options, Idempotency.For("duplicate-cancel", subscriptionId), ct));
    }

    /// <summary>Refunds whatever was paid on the subscription's invoices and is not refunded yet.</summary>
    /// <returns>What was given back, by currency's minor unit; null where nothing had been paid.</returns>
    public async Task<Money?> RefundAllAsync(string subscriptionId, CancellationToken ct)
    {
        var options = new InvoiceListOptions { Subscription = subscriptionId, Limit = 100, Expand = ["data.payments"] };
        var invoices = await StripeErrors.TranslateAsync(() => new InvoiceService(stripe).ListAsync(options, cancellationToken: ct));
        Money? total = null;
        foreach (var intentId in invoices.SelectMany(invoice => SnapshotMapping.Of(invoice).PaymentIntentIds).Distinct())
        {
            if (await RefundAsync(intentId, ct) is { } refunded)
                total = total is { } sum ? sum + refunded : refunded;
        }

        return total;
    }

    private async Task<Money?> RefundAsync(string intentId, CancellationToken ct)
    {
        var get = new PaymentIntentGetOptions { Expand = ["latest_charge"] };
        var intent = await StripeErrors.TranslateAsync(() => new PaymentIntentService(stripe).GetAsync(intentId, get, cancellationToken: ct));
        if (intent.Status != "succeeded" || intent.LatestCharge is not { } charge)
            return null;
        // Refunded already (an earlier attempt of ours that was cut off, or by hand): report it, do not do it again.
        if (charge.AmountRefunded >= charge.Amount)
            return new Money(charge.AmountRefunded, charge.Currency);
        var options = new RefundCreateOptions { PaymentIntent = intentId, Reason = "duplicate" };
        await StripeErrors.TranslateAsync(() =>
            new RefundService(stripe).CreateAsync(options, Idempotency.For("duplicate-refund", intentId), ct));
        return new Money(charge.Amount, charge.Currency);
    }
}
