using System.Security.Claims;
using PenguinMails.Dashboard.Accounts;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>A caller as a cookie would make one.</summary>
internal static class CallerGiven
{
    public static Caller Of(Guid? tenantId, Role role) => Caller.From(Principal(tenantId, role))!;

    /// <summary>The same, as the request carries it.</summary>
    public static ClaimsPrincipal Principal(Guid? tenantId, Role role)
    {
        var claims = new List<Claim> { new(AccountClaims.Role, role.ToString()), new(AccountClaims.Name, "Tess Tester") };
        if (tenantId is { } id)
            claims.Add(new Claim(AccountClaims.TenantId, id.ToString()));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, "test"));
    }
}
