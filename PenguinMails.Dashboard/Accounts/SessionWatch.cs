using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>
/// Ends what an open page may do once its session is no longer good: a circuit outlives the request whose cookie was checked,
/// so it asks again whether password, role or second factor changed.
/// </summary>
internal sealed class SessionWatch(ILoggerFactory logs, IServiceScopeFactory scopes, IOptions<IdentityOptions> options)
    : RevalidatingServerAuthenticationStateProvider(logs)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    protected override TimeSpan RevalidationInterval => Interval;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        // A new scope: the circuit's own context would answer from what it has already read.
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var stamp = authenticationState.User.FindFirstValue(options.Value.ClaimsIdentity.SecurityStampClaimType);
        return await users.GetUserAsync(authenticationState.User) is { } user && stamp == await users.GetSecurityStampAsync(user);
    }
}
