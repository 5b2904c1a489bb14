using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Dunning.Collecting;

namespace PenguinMails.Dashboard.Dunning;

/// <param name="Outcome">paid, declined, needs_authentication or nothing_to_pay.</param>
/// <param name="Reason">Why it was declined, as a sentence.</param>
/// <param name="DeclineCode">Why, in Stripe's code.</param>
/// <param name="ConfirmUrl">Where the payer confirms the payment.</param>
public sealed record RetryAnswer(string Outcome, string? Reason = null, string? DeclineCode = null, string? ConfirmUrl = null);

public static class RetryEndpoints
{
    /// <summary><c>POST /api/v1/billing/retry-payment</c>; no body. A payment that is declined is an answer, not an error.</summary>
    public static RouteGroupBuilder MapDunning(this RouteGroupBuilder billing)
    {
        billing.MapPost("/retry-payment", RetryAsync);
        return billing;
    }

    private static async Task<Results<Ok<RetryAnswer>, ProblemHttpResult>> RetryAsync(
        ClaimsPrincipal principal, RetryPayment retry, HttpContext http, CancellationToken ct)
    {
        switch (await retry.RetryAsync(Caller.From(principal)!, seenCount: null, ct))
        {
            case RetryOutcome.Paid:
                return TypedResults.Ok(new RetryAnswer("paid"));
            case RetryOutcome.Declined declined:
                return TypedResults.Ok(new RetryAnswer("declined", declined.Reason.Text, declined.Code));
            case RetryOutcome.NeedsAuthentication needed:
                return TypedResults.Ok(new RetryAnswer("needs_authentication", ConfirmUrl: needed.Url?.ToString()));
            case RetryOutcome.NothingToPay:
                return TypedResults.Ok(new RetryAnswer("nothing_to_pay"));
            case RetryOutcome.NotAllowed:
                return TypedResults.Problem("This key may not change billing.", statusCode: 403, title: "Not allowed");
            case RetryOutcome.StripeUnavailable unavailable:
                http.Response.Headers.RetryAfter = ((int)unavailable.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return TypedResults.Problem("Stripe cannot be reached just now; try again shortly.", statusCode: 503, title: "Stripe unavailable");
            default:
                throw new InvalidOperationException("An outcome of the retry has no answer.");
        }
    }
}
