using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PenguinMails.Dashboard.Accounts;

namespace PenguinMails.Dashboard.Billing.Standing;

public static class StandingEndpoints
{
    /// <summary><c>GET /api/v1/billing/subscription</c> and <c>GET /api/v1/billing/entitlements</c>.</summary>
    public static RouteGroupBuilder MapStanding(this RouteGroupBuilder billing)
    {
        billing.MapGet("/subscription", SubscriptionAsync);
        billing.MapGet("/entitlements", EntitlementsAsync);
        return billing;
    }

    private static async Task<Ok<SubscriptionAnswer>> SubscriptionAsync(
        ClaimsPrincipal principal, TenantStanding standings, IUsageCounters counters, CancellationToken ct)
    {
        var caller = Caller.From(principal)!;
        var standing = await standings.ReadAsync(caller, ct);
        return TypedResults.Ok(SubscriptionAnswer.Of(standing, await counters.ReadAsync(caller.OwnTenant, ct)));
    }

    private static async Task<Ok<EntitlementsAnswer>> EntitlementsAsync(ClaimsPrincipal principal, TenantStanding standings, CancellationToken ct) =>
        TypedResults.Ok(EntitlementsAnswer.Of(await standings.ReadAsync(Caller.From(principal)!, ct)));
}
