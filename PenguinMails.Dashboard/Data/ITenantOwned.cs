namespace PenguinMails.Dashboard.Data;

/// <summary>A row that belongs to one tenant. Every query and every write of such rows is confined to the context's <see cref="TenantScope"/>.</summary>
public interface ITenantOwned
{
    Guid TenantId { get; }
}
