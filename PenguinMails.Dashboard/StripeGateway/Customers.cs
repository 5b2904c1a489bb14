using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>Stripe's customers: one for each tenant.</summary>
public sealed class Customers(IStripeClient stripe)
{
    /// <summary>Creates the tenant's customer; the key is the tenant (and the deleted customer it replaces), so that a tenant never gets two.</summary>
    /// <returns>Stripe's id, <c>cus_…</c>.</returns>
    public async Task<string> CreateAsync(Guid tenantId, string name, string? email, string? replaces, CancellationToken ct)
    {
        var options = new CustomerCreateOptions
        {
            Name = name,
            Email = email,
            Metadata = new() { [StripeMetadata.TenantId] = tenantId.ToString() },
        };
        var customer = await StripeErrors.TranslateAsync(() =>
            new CustomerService(stripe).CreateAsync(options, Idempotency.For("customer", tenantId, replaces ?? "first"), ct));
        return customer.Id;
    }
}
