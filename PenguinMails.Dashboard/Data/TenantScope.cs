namespace PenguinMails.Dashboard.Data;

/// <summary>Whose rows a <see cref="BillingDb"/> sees and may write.</summary>
public sealed record TenantScope
{
    /// <summary>No tenant's: what a context sees when nobody said whose it is.</summary>
    public static readonly TenantScope Nobody = new(null, everyone: false);

    /// <summary>Every tenant's: for workers and for PenguinMails' own billing operators.</summary>
    public static readonly TenantScope Platform = new(null, everyone: true);

    private TenantScope(Guid? tenantId, bool everyone)
    {
        TenantId = tenantId;
        Everyone = everyone;
    }

    public Guid? TenantId { get; }

    public bool Everyone { get; }

    public static TenantScope Of(Guid tenantId) => new(tenantId, everyone: false);

    public bool Covers(Guid tenantId) => Everyone || TenantId == tenantId;
}
