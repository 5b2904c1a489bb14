using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Mail;

namespace PenguinMails.Dashboard.PaymentMethods;

public sealed record PortalAnswer(string PortalUrl);

public static class PortalEndpoints
{
    /// <summary><c>POST /api/v1/billing/portal</c>, in the shape of the seed; no body.</summary>
    public static RouteGroupBuilder MapPortal(this RouteGroupBuilder billing)
    {
        billing.MapPost("/portal", OpenAsync);
        return billing;
    }

    private static async Task<Results<Ok<PortalAnswer>, ProblemHttpResult>> OpenAsync(
        ClaimsPrincipal principal, Portal portal, PublicAddress address, HttpContext http, CancellationToken ct)
    {
        switch (await portal.OpenAsync(Caller.From(principal)!, address.Of("/billing"), ct))
        {
            case PortalOutcome.Redirect redirect:
                return TypedResults.Ok(new PortalAnswer(redirect.Url.ToString()));
            case PortalOutcome.NotAllowed:
                return TypedResults.Problem("This key may not change billing.", statusCode: 403, title: "Not allowed");
            case PortalOutcome.StripeUnavailable unavailable:
                http.Response.Headers.RetryAfter = ((int)unavailable.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return TypedResults.Problem("Stripe cannot be reached just now; try again shortly.", statusCode: 503, title: "Stripe unavailable");
            default:
                throw new InvalidOperationException("An outcome of the portal has no answer.");
        }
    }
}
