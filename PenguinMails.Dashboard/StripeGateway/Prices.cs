using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>A recurring price that Stripe has under a lookup key.</summary>
public sealed record ListedPrice(string Id, string LookupKey, Money Amount, bool Annual);

/// <summary>What the catalogue offers, in the words of the Stripe account.</summary>
public sealed record PriceToCreate(string ProductId, string ProductName, string LookupKey, Money Amount, bool Annual);

/// <summary>Stripe's prices, found by lookup key so that no id of an account is written down anywhere.</summary>
public sealed class Prices(IStripeClient stripe)
{
    /// <summary>How the lookup key of an add-on's price begins; a plan's begins with the plan.</summary>
    public const string AddOnPrefix = "addon_";

    // Stripe's limit of lookup keys in one call.
    private const int Page = 10;

    public async Task<IReadOnlyList<ListedPrice>> ListAsync(IEnumerable<string> lookupKeys, CancellationToken ct)
    {
        var found = new List<ListedPrice>();
        foreach (var keys in lookupKeys.Chunk(Page))
        {
            var options = new PriceListOptions { LookupKeys = [.. keys], Active = true, Limit = 100 };
            var prices = await StripeErrors.TranslateAsync(() => new PriceService(stripe).ListAsync(options, cancellationToken: ct));
            found.AddRange(prices.Select(View));
        }

        return found;
    }

    /// <summary>Creates product and price where the account has none yet: test accounts and the sandbox.</summary>
    public async Task<ListedPrice> CreateAsync(PriceToCreate price, CancellationToken ct)
    {
        await EnsureProductAsync(price, ct);
        var options = new PriceCreateOptions
        {
            Product = price.ProductId,
            Currency = price.Amount.Currency,
            UnitAmount = price.Amount.Minor,
            LookupKey = price.LookupKey,
            Recurring = new PriceRecurringOptions { Interval = price.Annual ? "year" : "month" },
            TaxBehavior = "exclusive",
        };
        return View(await StripeErrors.TranslateAsync(() =>
            new PriceService(stripe).CreateAsync(options, Idempotency.For("price", price.LookupKey, price.Amount.Minor, price.Amount.Currency), ct)));
    }

    private async Task EnsureProductAsync(PriceToCreate price, CancellationToken ct)
    {
        var products = new ProductService(stripe);
        if (await StripeErrors.FindAsync(() => products.GetAsync(price.ProductId, cancellationToken: ct)) is not null)
            return;
        var options = new ProductCreateOptions { Id = price.ProductId, Name = price.ProductName };
        await StripeErrors.TranslateAsync(() => products.CreateAsync(options, Idempotency.For("product", price.ProductId), ct));
    }

    private static ListedPrice View(Price price) => new(
        price.Id, price.LookupKey, new Money(price.UnitAmount ?? 0, price.Currency), price.Recurring?.Interval == "year");
}
