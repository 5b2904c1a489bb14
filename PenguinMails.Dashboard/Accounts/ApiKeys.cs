using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>Other services' way in: <c>Authorization: Bearer pm_…</c>, which leads to one tenant.</summary>
public static class ApiKeys
{
    public const string Scheme = "ApiKey";

    /// <summary>A valid key and nothing else: a browser's cookie does not open the API.</summary>
    public const string Policy = "ApiKey";

    public const string SecretPrefix = "pm_";

    internal static void Register(IServiceCollection services)
    {
        services.AddSingleton<ApiKeyIssuer>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(Scheme, displayName: null, configureOptions: null);
        services.AddAuthorization(options => options.AddPolicy(Policy, policy => policy
            .AddAuthenticationSchemes(Scheme)
            .RequireAuthenticatedUser()
            .RequireAssertion(HasTenant)
            .RequireAssertion(HasScope)));
    }

    internal static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static bool HasScope(AuthorizationHandlerContext context)
    {
        if (context.Resource is not HttpContext http || context.User.FindFirst(AccountClaims.Scopes)?.Value is not { } claim)
            return true;
        return Enum.TryParse<ApiScopes>(claim, out var scopes) && (scopes & NeedsScope.Of(http)) != 0;
    }

    private static bool HasTenant(AuthorizationHandlerContext context) => Caller.From(context.User)?.TenantId is not null;
}
