namespace PenguinMails.Dashboard.Data;

/// <summary>
/// Opens the database for somebody. Circuits outlive requests, so nothing holds a context for longer than one piece of work.
/// </summary>
public sealed class BillingDbFactory(Func<BillingDb> create)
{
    /// <summary>Only the rows of <paramref name="tenantId"/>; anything else is invisible and cannot be written.</summary>
    public BillingDb ForTenant(Guid tenantId) => Open(TenantScope.Of(tenantId));

    /// <summary>Every tenant's rows: for workers, and for pages behind the operator's policy.</summary>
    public BillingDb ForPlatform() => Open(TenantScope.Platform);

    /// <summary>No tenant's rows at all: for what belongs to nobody, such as the plans.</summary>
    public BillingDb ForNobody() => Open(TenantScope.Nobody);

    private BillingDb Open(TenantScope scope)
    {
        var db = create();
        db.Scope = scope;
        return db;
    }
}
