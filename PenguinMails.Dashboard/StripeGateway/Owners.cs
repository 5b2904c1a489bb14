using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>Finds the customer behind one of Stripe's ids.</summary>
public sealed class Owners(IStripeClient stripe)
{
    /// <summary>The kinds of id that lead to a customer, as a person is told.</summary>
    public const string Kinds = "cus_, sub_, in_, pi_ or ch_";

    public static bool IsKnownKind(string id) => id.Split('_', 2) is ["cus" or "sub" or "in" or "pi" or "ch", { Length: > 0 }];

    /// <returns>Stripe's <c>cus_…</c>, or null where Stripe has no such object, or one without a customer.</returns>
    public async Task<string?> CustomerOfAsync(string id, CancellationToken ct) => id.Split('_')[0] switch
    {
        "cus" => id,
        "sub" => (await StripeErrors.FindAsync(() => new SubscriptionService(stripe).GetAsync(id, cancellationToken: ct)))?.CustomerId,
        "in" => (await StripeErrors.FindAsync(() => new InvoiceService(stripe).GetAsync(id, cancellationToken: ct)))?.CustomerId,
        "pi" => (await StripeErrors.FindAsync(() => new PaymentIntentService(stripe).GetAsync(id, cancellationToken: ct)))?.CustomerId,
        "ch" => (await StripeErrors.FindAsync(() => new ChargeService(stripe).GetAsync(id, cancellationToken: ct)))?.CustomerId,
        _ => null,
    };
}
