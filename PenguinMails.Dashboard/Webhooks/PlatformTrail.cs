using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>The trail of what concerns no single tenant: its entries stand under a tenant that is nobody.</summary>
public static class PlatformTrail
{
    public static readonly Guid Tenant = Guid.Empty;

    /// <summary>Open pages about webhooks watch this; it is told like a tenant's changes.</summary>
    public static readonly Guid Topic = new("77656268-6f6f-6b73-0000-000000000001");

    public static Task<List<AuditEntry>> PlatformTrailAsync(this BillingDb db, int most, CancellationToken ct) => db.TrailAsync(Tenant, most, ct);
}
