using System.Globalization;
using Stripe;
using Stripe.Billing;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>A metered price as a subscription's item: the period that Stripe will bill next.</summary>
public sealed record MeteredItem(DateTimeOffset PeriodStart, DateTimeOffset PeriodEnd);

/// <summary>Units that a customer used, to stand on the next invoice.</summary>
/// <param name="Identifier">Stripe counts an identifier once within at least a day.</param>
public sealed record MeterReading(string Identifier, string EventName, string CustomerId, long Units, DateTimeOffset At);

/// <summary>Stripe's meters: what is used beyond the plan is told here, and stands on the invoice as a line of its own.</summary>
public sealed class Metering(IStripeClient stripe)
{
    private const string CustomerKey = "stripe_customer_id";
    private const string ValueKey = "value";

    /// <summary>
    /// Sees to it that the subscription has the metered price as an item. A monthly item beside an annual plan is what Stripe calls
    /// mixed intervals, which subscriptions under flexible billing (the default of this API version) may have.
    /// </summary>
    /// <returns>The item's running period; null where the subscription is over.</returns>
    public async Task<MeteredItem?> EnsureItemAsync(string subscriptionId, string priceId, CancellationToken ct)
    {
        var subscription = await StripeErrors.FindAsync(() => new SubscriptionService(stripe).GetAsync(subscriptionId, cancellationToken: ct));
        if (subscription is null || !SubscriptionStatus.IsLive(subscription.Status))
            return null;
        var item = subscription.Items.FirstOrDefault(item => item.Price.Id == priceId);
        if (item is null)
        {
            var options = new SubscriptionItemCreateOptions { Subscription = subscriptionId, Price = priceId, ProrationBehavior = "none" };
            item = await StripeErrors.TranslateAsync(() =>
                new SubscriptionItemService(stripe).CreateAsync(options, Idempotency.For("metered-item", subscriptionId, priceId), ct));
        }

        return new MeteredItem(Utc(item.CurrentPeriodStart), Utc(item.CurrentPeriodEnd));
    }

    /// <summary>Tells Stripe of the units. Telling the same reading again changes nothing.</summary>
    public async Task SendAsync(MeterReading reading, CancellationToken ct)
    {
        var options = new MeterEventCreateOptions
        {
            EventName = reading.EventName,
            Identifier = reading.Identifier,
            Timestamp = reading.At.UtcDateTime,
            Payload = new()
            {
                [CustomerKey] = reading.CustomerId,
                [ValueKey] = reading.Units.ToString(CultureInfo.InvariantCulture),
            },
        };
        try
        {
            await StripeErrors.TranslateAsync(() => new MeterEventService(stripe).CreateAsync(options, Idempotency.For("meter-event", reading.Identifier), ct));
        }
        catch (StripeRefusedException error) when (error.Code == "duplicate_meter_event")
        {
            // It arrived before, and its answer was lost.
        }
    }

    /// <summary>What the meter counted for the customer within whole minutes.</summary>
    public async Task<long> CountedAsync(string meterId, string customerId, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var options = new MeterEventSummaryListOptions { Customer = customerId, StartTime = from.UtcDateTime, EndTime = to.UtcDateTime };
        var summaries = await StripeErrors.TranslateAsync(() => new MeterEventSummaryService(stripe).ListAsync(meterId, options, cancellationToken: ct));
        return (long)summaries.Sum(summary => summary.AggregatedValue);
    }

    private static DateTimeOffset Utc(DateTime instant) => new(DateTime.SpecifyKind(instant, DateTimeKind.Utc));
}
