using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>Turns a bearer key into the same claims that a signed-in billing admin of its tenant has.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, BillingDbFactory databases)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    private const string Bearer = "Bearer ";
    private static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(1);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        var secret = header[Bearer.Length..].Trim();
        if (!secret.StartsWith(ApiKeys.SecretPrefix, StringComparison.Ordinal))
            return AuthenticateResult.Fail("Not one of our keys.");

        // Whose key it is follows from the key, so it is looked for among everybody's.
        await using var db = databases.ForPlatform();
        var hash = ApiKeys.Hash(secret);
        var key = await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Hash == hash && k.RevokedAt == null, Context.RequestAborted);
        if (key is null || !key.WorksAt(TimeProvider.GetUtcNow()))
            return AuthenticateResult.Fail("Unknown, revoked or expired key.");

        await NoteUseAsync(db, key);
        return AuthenticateResult.Success(new AuthenticationTicket(Principal(key), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Results.Problem(
            "Send a valid API key of your workspace as \"Authorization: Bearer pm_…\".",
            statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Results.Problem("This key does not allow this: it lacks the scope.", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(Context);

    // To the minute is enough to see that a key is alive, and spares a write for every call.
    private async Task NoteUseAsync(BillingDb db, ApiKey key)
    {
        var now = TimeProvider.GetUtcNow();
        if (key.LastUsedAt > now - UsePrecision)
            return;
        await db.ApiKeys.Where(k => k.Id == key.Id).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, now), Context.RequestAborted);
    }

    private static ClaimsPrincipal Principal(ApiKey key) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, key.Id.ToString()),
            new Claim(AccountClaims.TenantId, key.TenantId.ToString()),
            new Claim(AccountClaims.Role, nameof(Role.BillingAdmin)),
            new Claim(AccountClaims.Name, $"API key {key.Name}"),
            new Claim(AccountClaims.Scopes, key.Scopes.ToString()),
        ],
        ApiKeys.Scheme));
}
