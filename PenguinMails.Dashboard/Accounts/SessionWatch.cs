using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.Live;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>
/// Ends what an open page may do once its session is no longer good: a circuit outlives the request whose cookie was checked,
/// so it asks again whether password, role or second factor changed, from time to time and when it is told that they did.
/// </summary>
internal sealed class SessionWatch : RevalidatingServerAuthenticationStateProvider
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private static readonly AuthenticationState Nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));
    private readonly IServiceScopeFactory _scopes;
    private readonly IdentityOptions _options;
    private readonly BillingFeed _feed;
    private IDisposable? _watch;

    public SessionWatch(ILoggerFactory logs, IServiceScopeFactory scopes, IOptions<IdentityOptions> options, BillingFeed feed) : base(logs)
    {
        (_scopes, _options, _feed) = (scopes, options.Value, feed);
        AuthenticationStateChanged += Watch;
    }

    protected override TimeSpan RevalidationInterval => Interval;

    /// <summary>Makes every open page of the person ask at once, on whichever node. Their id is the topic: it carries no data.</summary>
    internal static void Recheck(BillingFeed feed, Guid userId) => feed.Publish(userId);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        // A new scope: the circuit's own context would answer from what it has already read.
        await using var scope = _scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var stamp = authenticationState.User.FindFirstValue(_options.ClaimsIdentity.SecurityStampClaimType);
        return await users.GetUserAsync(authenticationState.User) is { } user && stamp == await users.GetSecurityStampAsync(user);
    }

    protected override void Dispose(bool disposing)
    {
        AuthenticationStateChanged -= Watch;
        _watch?.Dispose();
        base.Dispose(disposing);
    }

    private async void Watch(Task<AuthenticationState> change)
    {
        _watch?.Dispose();
        var state = await change;
        _watch = Guid.TryParse(state.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? _feed.Watch(id, () => RecheckAsync(state)) : null;
    }

    private async Task RecheckAsync(AuthenticationState state)
    {
        if (!await ValidateAuthenticationStateAsync(state, CancellationToken.None))
            SetAuthenticationState(Task.FromResult(Nobody));
    }
}
