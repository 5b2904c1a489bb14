using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.CompanyInfo;

/// <summary>Puts a tenant's details together: company, address and tax id from the mirror of Stripe, the contacts from our own table.</summary>
internal static class CompanyReader
{
    public static async Task<CompanyDetails> DetailsAsync(this BillingDb db, Guid tenantId, CancellationToken ct)
    {
        var customer = await db.BillingCustomers.AsNoTracking().SingleOrDefaultAsync(ct);
        var mirrored = customer is { DeletedAt: null } ? customer.Details : null;
        var contacts = await db.BillingContacts.AsNoTracking().OrderBy(contact => contact.CreatedAt).ThenBy(contact => contact.Id).ToListAsync(ct);
        var revision = await db.CompanyRevisions.AsNoTracking().SingleOrDefaultAsync(ct);
        var name = mirrored?.Name ?? await db.Tenants.Where(tenant => tenant.Id == tenantId).Select(tenant => tenant.Name).SingleAsync(ct);
        // Until somebody names a contact, Stripe writes to the address it was given, which is the owner's.
        var primary = contacts.Find(contact => contact.IsPrimary) is { } named
            ? new CompanyContact(named.Email, named.Name)
            : await StandInAsync(db, tenantId, mirrored?.Email, ct);
        var details = new CompanyDetails(
            name,
            new CompanyAddress(mirrored?.Line1, mirrored?.Line2, mirrored?.City, mirrored?.State, mirrored?.PostalCode, mirrored?.Country),
            mirrored is { TaxIdType: { } type, TaxIdValue: { } value } ? new CompanyTaxId(type, value, mirrored.TaxIdStatus) : null,
            primary,
            [.. contacts.Where(contact => !contact.IsPrimary).Select(contact => new CompanyContact(contact.Email, contact.Name))],
            Version: "", revision?.ChangedBy, revision?.ChangedAt);
        return details with { Version = VersionOf(details, revision?.Number ?? 0) };
    }

    private static async Task<CompanyContact?> StandInAsync(BillingDb db, Guid tenantId, string? mirrored, CancellationToken ct)
    {
        var email = mirrored ?? await db.Users.Where(user => user.TenantId == tenantId && user.Role == Role.Owner)
            .OrderBy(user => user.Email).Select(user => user.Email).FirstOrDefaultAsync(ct);
        return email is null ? null : new CompanyContact(email, null);
    }

    // What the tax office says of the id is no change of anybody's here, so it is left out.
    private static string VersionOf(CompanyDetails details, long revision)
    {
        var seen = details with { TaxId = details.TaxId is { } taxId ? taxId with { Status = null } : null, ChangedBy = null, ChangedAt = null };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { seen, revision })))[..20];
    }
}
