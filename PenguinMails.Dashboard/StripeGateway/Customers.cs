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

    /// <summary>Writes who is billed and where: what stands on the next invoice.</summary>
    /// <param name="intent">Says which change this is; the same one again is the same call.</param>
    /// <exception cref="StripeRefusedException">Stripe would not have it; its <c>Param</c> names the field.</exception>
    public async Task UpdateAsync(string customerId, string name, string email, AddressSnapshot address, string intent, CancellationToken ct)
    {
        var options = new CustomerUpdateOptions { Name = name, Email = email };
        // An address replaces the former as a whole; its parts cannot be emptied one by one, only all at once by an empty text.
        if (address == new AddressSnapshot(null, null, null, null, null, null))
            options.AddExtraParam("address", "");
        else
            options.Address = new AddressOptions
            {
                Line1 = address.Line1,
                Line2 = address.Line2,
                City = address.City,
                State = address.State,
                PostalCode = address.PostalCode,
                Country = address.Country,
            };
        await StripeErrors.TranslateAsync(() =>
            new CustomerService(stripe).UpdateAsync(customerId, options, Idempotency.For("customer-details", customerId, intent), ct));
    }
}
