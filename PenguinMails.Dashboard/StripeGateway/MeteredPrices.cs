using Stripe;
using Stripe.Billing;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>A price that bills what a meter counts.</summary>
public sealed record ListedMeteredPrice(string Id, string LookupKey, Money UnitAmount, string MeterId, string EventName);

/// <summary>A price that bills what a meter counts, as the catalogue offers it.</summary>
public sealed record MeteredPriceToCreate(string ProductId, string ProductName, string LookupKey, Money UnitAmount, string EventName);

/// <summary>Stripe's metered prices and their meters, found by lookup key.</summary>
public sealed class MeteredPrices(IStripeClient stripe)
{
    /// <summary>The active price under the key; null where there is none, or where it bills nothing that a meter counts.</summary>
    public async Task<ListedMeteredPrice?> FindAsync(string lookupKey, CancellationToken ct)
    {
        var options = new PriceListOptions { LookupKeys = [lookupKey], Active = true, Limit = 1 };
        var price = (await StripeErrors.TranslateAsync(() => new PriceService(stripe).ListAsync(options, cancellationToken: ct))).FirstOrDefault();
        return price?.Recurring?.Meter is { } meterId
            && await StripeErrors.FindAsync(() => new MeterService(stripe).GetAsync(meterId, cancellationToken: ct)) is { } meter
            ? View(price, meter)
            : null;
    }

    /// <summary>Creates meter, product and price where the account has none yet: test accounts and the sandbox.</summary>
    public async Task<ListedMeteredPrice> CreateAsync(MeteredPriceToCreate wanted, CancellationToken ct)
    {
        var meter = await MeterAsync(wanted, ct);
        await EnsureProductAsync(wanted, ct);
        var options = new PriceCreateOptions
        {
            Product = wanted.ProductId,
            Currency = wanted.UnitAmount.Currency,
            UnitAmount = wanted.UnitAmount.Minor,
            LookupKey = wanted.LookupKey,
            // Monthly beside annual plans too: what was used beyond the plan is not lent for a year.
            Recurring = new PriceRecurringOptions { Interval = "month", UsageType = "metered", Meter = meter.Id },
            TaxBehavior = "exclusive",
        };
        var price = await StripeErrors.TranslateAsync(() => new PriceService(stripe).CreateAsync(
            options, Idempotency.For("metered-price", wanted.LookupKey, wanted.UnitAmount.Minor, wanted.UnitAmount.Currency), ct));
        return View(price, meter);
    }

    private async Task<Meter> MeterAsync(MeteredPriceToCreate wanted, CancellationToken ct)
    {
        var active = await StripeErrors.TranslateAsync(() =>
            new MeterService(stripe).ListAsync(new MeterListOptions { Status = "active", Limit = 100 }, cancellationToken: ct));
        if (active.FirstOrDefault(meter => meter.EventName == wanted.EventName) is { } known)
            return known;
        var options = new MeterCreateOptions
        {
            DisplayName = wanted.ProductName,
            EventName = wanted.EventName,
            DefaultAggregation = new MeterDefaultAggregationOptions { Formula = "sum" },
        };
        return await StripeErrors.TranslateAsync(() => new MeterService(stripe).CreateAsync(options, Idempotency.For("meter", wanted.EventName), ct));
    }

    private async Task EnsureProductAsync(MeteredPriceToCreate wanted, CancellationToken ct)
    {
        var products = new ProductService(stripe);
        if (await StripeErrors.FindAsync(() => products.GetAsync(wanted.ProductId, cancellationToken: ct)) is not null)
            return;
        var options = new ProductCreateOptions { Id = wanted.ProductId, Name = wanted.ProductName };
        await StripeErrors.TranslateAsync(() => products.CreateAsync(options, Idempotency.For("product", wanted.ProductId), ct));
    }

    private static ListedMeteredPrice View(Price price, Meter meter) => new(
        price.Id, price.LookupKey, new Money(price.UnitAmount ?? 0, price.Currency), meter.Id, meter.EventName);
}
