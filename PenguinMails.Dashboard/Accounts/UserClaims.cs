using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>Puts tenant and role on the principal at sign-in; a changed role changes the security stamp and so asks again.</summary>
internal sealed class UserClaims(UserManager<User> users, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<User>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(User user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(AccountClaims.Role, user.Role.ToString()));
        identity.AddClaim(new Claim(AccountClaims.Name, user.DisplayName));
        if (user.TenantId is { } tenant)
            identity.AddClaim(new Claim(AccountClaims.TenantId, tenant.ToString(null, CultureInfo.InvariantCulture)));
        return identity;
    }
}
