using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Audit;

/// <summary>Writes and reads the trail.</summary>
public static class AuditTrail
{
    public const string Stripe = "Stripe";

    public const string Product = "PenguinMails";

    /// <summary>Adds the entry to the transaction that decided it; nothing is kept unless that commits.</summary>
    public static void Record(this BillingDb db, Guid tenantId, DateTimeOffset at, string actor, string action, string? subject = null, string? detail = null) =>
        db.AuditEntries.Add(new AuditEntry
        {
            TenantId = tenantId,
            At = at,
            Actor = actor,
            Action = action,
            Subject = subject,
            Detail = detail,
        });

    public static Task<List<AuditEntry>> TrailAsync(this BillingDb db, Guid tenantId, int most, CancellationToken ct) =>
        db.AuditEntries.Where(entry => entry.TenantId == tenantId)
            .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id)
            .Take(most).AsNoTracking().ToListAsync(ct);
}
