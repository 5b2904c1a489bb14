using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Cancellation;

public sealed record CancelBody(string? Reason, string? Comment);

public static class CancellationEndpoints
{
    /// <summary><c>POST /api/v1/billing/subscription/cancel</c> and <c>/reactivate</c>.</summary>
    public static RouteGroupBuilder MapCancellation(this RouteGroupBuilder billing)
    {
        billing.MapPost("/subscription/cancel", CancelAsync);
        billing.MapPost("/subscription/reactivate", ReactivateAsync);
        return billing;
    }

    private static async Task<IResult> CancelAsync(
        CancelBody? body, ClaimsPrincipal principal, Cancellations cancellations, BillingDbFactory databases, HttpContext http, CancellationToken ct)
    {
        var reason = body?.Reason is null ? CancellationReason.Other : CancellationReasons.Parse(body.Reason);
        if (reason is null)
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["reason"] = ["Must be \"too_expensive\", \"not_used\", \"missing_features\" or \"other\"."] });
        var caller = Caller.From(principal)!;
        return await AnswerAsync(await cancellations.CancelAsync(caller, reason.Value, body?.Comment, ct), caller, databases, http, ct);
    }

    private static async Task<IResult> ReactivateAsync(
        ClaimsPrincipal principal, Cancellations cancellations, BillingDbFactory databases, HttpContext http, CancellationToken ct)
    {
        var caller = Caller.From(principal)!;
        return await AnswerAsync(await cancellations.UndoAsync(caller, ct), caller, databases, http, ct);
    }

    private static async Task<IResult> AnswerAsync(CancellationOutcome outcome, Caller caller, BillingDbFactory databases, HttpContext http, CancellationToken ct)
    {
        switch (outcome)
        {
            case CancellationOutcome.Ends or CancellationOutcome.GoesOn:
                await using (var db = databases.ForTenant(caller.OwnTenant))
                    return TypedResults.Ok(ChangedSubscription.Of(await db.TenantSubscriptions.AsNoTracking().SingleAsync(ct)));
            case CancellationOutcome.NothingRunning:
                return TypedResults.Problem(
                    "No subscription is running. One that has ended is begun anew with POST /api/v1/billing/checkout.", statusCode: 409, title: "Nothing is running");
            case CancellationOutcome.Refused:
                return TypedResults.Problem("Stripe did not accept this. Nothing has changed.", statusCode: 409, title: "Refused");
            case CancellationOutcome.NotAllowed:
                return TypedResults.Problem("This key may not change billing.", statusCode: 403, title: "Not allowed");
            case CancellationOutcome.StripeUnavailable unavailable:
                http.Response.Headers.RetryAfter = ((int)unavailable.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return TypedResults.Problem("Stripe cannot be reached just now; try again shortly.", statusCode: 503, title: "Stripe unavailable");
            default:
                throw new InvalidOperationException("An outcome of a cancellation has no answer.");
        }
    }
}
