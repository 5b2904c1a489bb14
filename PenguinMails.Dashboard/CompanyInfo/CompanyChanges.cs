using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Accounts.Contacts;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.CompanyInfo;

/// <summary>What of a wish is new, and the part of it that is ours to write.</summary>
internal static class CompanyChanges
{
    /// <summary>The parts that differ, in the trail's words: names of parts, never what stands in them.</summary>
    public static IReadOnlyList<string> Between(CompanyDetails now, CompanyWish wish)
    {
        var parts = new List<string>();
        if (now.Name != wish.Name)
            parts.Add("company name");
        if (now.Address != wish.Address)
            parts.Add("address");
        if ((now.TaxId?.Type, now.TaxId?.Value) != (wish.TaxIdType, wish.TaxIdValue))
            parts.Add("tax id");
        if (now.Primary != wish.Primary)
            parts.Add("primary contact");
        if (!now.Recipients.SequenceEqual(wish.Recipients))
            parts.Add("further recipients");
        return parts;
    }

    public static async Task WriteAsync(
        BillingDb db, Caller caller, CompanyWish wish, IReadOnlyList<string> changes, string customerId, DateTimeOffset now, CancellationToken ct)
    {
        var tenantId = caller.OwnTenant;
        await WriteContactsAsync(db, tenantId, wish, now, ct);
        var revision = await db.CompanyRevisions.SingleOrDefaultAsync(ct);
        if (revision is null)
            db.CompanyRevisions.Add(revision = new CompanyRevision { TenantId = tenantId, ChangedBy = caller.Name, ChangedAt = now });
        (revision.Number, revision.ChangedBy, revision.ChangedAt) = (revision.Number + 1, caller.Name, now);
        db.Record(tenantId, now, caller.Name, "Billing details changed", customerId, $"Changed: {string.Join(", ", changes)}");
    }

    // By address: a row that stays keeps its age, and with it its place in the list.
    private static async Task WriteContactsAsync(BillingDb db, Guid tenantId, CompanyWish wish, DateTimeOffset now, CancellationToken ct)
    {
        var rows = (await db.BillingContacts.ToListAsync(ct)).ToDictionary(row => row.Email, StringComparer.OrdinalIgnoreCase);
        foreach (var (contact, index) in wish.Recipients.Prepend(wish.Primary).Select((contact, index) => (contact, index)))
        {
            if (!rows.Remove(contact.Email, out var row))
            {
                // New ones in the order in which they were typed: to the microsecond, the finest that both databases keep.
                row = new BillingContact { Id = Guid.CreateVersion7(now), TenantId = tenantId, Email = contact.Email, CreatedAt = now.AddMicroseconds(index) };
                db.BillingContacts.Add(row);
            }

            (row.Email, row.Name, row.IsPrimary) = (contact.Email, contact.Name, index == 0);
        }

        db.BillingContacts.RemoveRange(rows.Values);
    }
}
