using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.CompanyInfo;

/// <summary>Writes a wish into Stripe's customer: all of it, or (where Stripe refuses a part) nothing.</summary>
public sealed class CompanyAtStripe(BillingDbFactory databases, Customers customers, TaxIds taxIds)
{
    /// <param name="version">What the wish changes. With the wish itself it is the intent: a repeated save is the same calls.</param>
    /// <returns>What Stripe would not have, by field and in its own words; empty when all is written.</returns>
    public async Task<Dictionary<string, string>> WriteAsync(Guid tenantId, string customerId, CompanyWish wish, string version, CancellationToken ct)
    {
        var intent = $"{version}:{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(wish)))[..20]}";
        var old = await TaxIdAsync(tenantId, ct);
        var changed = (old.Type, old.Value) != (wish.TaxIdType, wish.TaxIdValue);
        string? added = null;
        try
        {
            // The tax id first, since it is what Stripe is likeliest to refuse; the old one last, so that there is never none.
            if (changed && wish.TaxIdValue is { } value)
                added = await taxIds.AddAsync(customerId, wish.TaxIdType!, value, intent, ct);
            await customers.UpdateAsync(customerId, wish.Name!, wish.Primary.Email, Address(wish.Address), intent, ct);
        }
        catch (StripeRefusedException refused)
        {
            if (added is not null)
                await taxIds.RemoveAsync(customerId, added, ct);
            return new() { [Field(refused, added is null && changed)] = refused.Message };
        }

        if (changed && old.Id is { } former && former != added)
            await taxIds.RemoveAsync(customerId, former, ct);
        return [];
    }

    private async Task<(string? Id, string? Type, string? Value)> TaxIdAsync(Guid tenantId, CancellationToken ct)
    {
        await using var db = databases.ForTenant(tenantId);
        var details = (await db.BillingCustomers.AsNoTracking().SingleAsync(ct)).Details;
        return (details.TaxId, details.TaxIdType, details.TaxIdValue);
    }

    // A refusal without a parameter, of the first call, is about the tax id: there is nothing else in it.
    private static string Field(StripeRefusedException refused, bool ofTaxId) =>
        CompanyFields.OfStripe(refused.Param) is { Length: > 0 } field ? field
        : ofTaxId || refused.Code == "tax_id_invalid" ? CompanyFields.TaxIdValue
        : CompanyFields.Whole;

    private static AddressSnapshot Address(CompanyAddress address) =>
        new(address.Line1, address.Line2, address.City, address.State, address.PostalCode, address.Country);
}
