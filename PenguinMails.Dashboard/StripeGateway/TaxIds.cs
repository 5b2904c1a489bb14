using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>The tax ids of a customer. Stripe checks their form at once, and some with the tax office afterwards.</summary>
public sealed class TaxIds(IStripeClient stripe)
{
    /// <param name="type">Stripe's word for the kind, such as <c>eu_vat</c>.</param>
    /// <param name="intent">Says which change this is; the same one again is the same call.</param>
    /// <exception cref="StripeRefusedException">Stripe would not have it; its message says why.</exception>
    public async Task<string> AddAsync(string customerId, string type, string value, string intent, CancellationToken ct)
    {
        var options = new CustomerTaxIdCreateOptions { Type = type, Value = value };
        var made = await StripeErrors.TranslateAsync(() =>
            new CustomerTaxIdService(stripe).CreateAsync(customerId, options, Idempotency.For("tax-id", customerId, intent), ct));
        return made.Id;
    }

    /// <summary>One that is gone already is as good as removed.</summary>
    public Task RemoveAsync(string customerId, string taxId, CancellationToken ct) => StripeErrors.FindAsync(() =>
        new CustomerTaxIdService(stripe).DeleteAsync(customerId, taxId, requestOptions: Idempotency.For("tax-id-removed", customerId, taxId), cancellationToken: ct));
}
