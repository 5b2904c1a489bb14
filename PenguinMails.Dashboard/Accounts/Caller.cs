using System.Security.Claims;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>
/// Who is asking. Made from a signed-in principal and from nothing else, so that a service given one
/// cannot be talked into another tenant by a request.
/// </summary>
public sealed class Caller
{
    private Caller(Guid? tenantId, Role role, string name, string? email)
    {
        TenantId = tenantId;
        Role = role;
        Name = name;
        Email = email;
    }

    /// <summary>The caller's tenant; null for PenguinMails' own operators.</summary>
    public Guid? TenantId { get; }

    public Role Role { get; }

    /// <summary>How the audit trail names the caller.</summary>
    public string Name { get; }

    public string? Email { get; }

    /// <summary>Whether the caller may change their tenant's billing and see how it is paid.</summary>
    public bool ManagesBilling => TenantId is not null && Role is (Role.Owner or Role.BillingAdmin);

    public bool IsOperator => Role is Role.BillingOperator && TenantId is null;

    /// <exception cref="InvalidOperationException">The caller has no tenant of their own.</exception>
    public Guid OwnTenant => TenantId ?? throw new InvalidOperationException("Only members of a tenant may ask this.");

    /// <summary>The caller, or null for somebody who is not signed in.</summary>
    public static Caller? From(ClaimsPrincipal principal)
    {
        if (principal.Identity?.IsAuthenticated != true || !Enum.TryParse<Role>(principal.FindFirstValue(AccountClaims.Role), out var role))
            return null;
        var tenant = Guid.TryParse(principal.FindFirstValue(AccountClaims.TenantId), out var id) ? id : (Guid?)null;
        return new Caller(tenant, role, principal.FindFirstValue(AccountClaims.Name) ?? "Somebody", principal.FindFirstValue(ClaimTypes.Email));
    }
}
