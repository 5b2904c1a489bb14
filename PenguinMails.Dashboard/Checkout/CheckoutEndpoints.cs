using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.Checkout;

public sealed record CheckoutBody(string? Plan, string? BillingCycle, string? SuccessUrl, string? CancelUrl);

public sealed record CheckoutAnswer(string CheckoutUrl);

public static class CheckoutEndpoints
{
    /// <summary><c>POST /api/v1/billing/checkout</c>, in the shape of the seed.</summary>
    public static RouteGroupBuilder MapCheckout(this RouteGroupBuilder billing)
    {
        billing.MapPost("/checkout", StartAsync);
        return billing;
    }

    private static async Task<Results<Ok<CheckoutAnswer>, ValidationProblem, ProblemHttpResult>> StartAsync(
        CheckoutBody body, ClaimsPrincipal principal, CheckoutService checkout, ReturnAddresses addresses, HttpContext http, CancellationToken ct)
    {
        if (Problems(body, addresses) is { Count: > 0 } problems)
            return TypedResults.ValidationProblem(problems);
        var wish = new CheckoutWish(body.Plan!, BillingCycles.Parse(body.BillingCycle)!.Value, WithTrial: false, body.SuccessUrl!, body.CancelUrl!);
        switch (await checkout.StartAsync(Caller.From(principal)!, wish, ct))
        {
            case CheckoutOutcome.Redirect redirect:
                return TypedResults.Ok(new CheckoutAnswer(redirect.Url.ToString()));
            case CheckoutOutcome.AlreadySubscribed:
                return TypedResults.Problem("This tenant has a subscription already. Change its plan instead.", statusCode: 409, title: "Already subscribed");
            case CheckoutOutcome.NotForSale unknown:
                return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["plan"] = [$"There is no plan '{unknown.PlanId}' on sale."] });
            case CheckoutOutcome.ContactSales:
                return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["plan"] = ["This plan is agreed with sales: sales@penguinmails.com."] });
            case CheckoutOutcome.NotAllowed:
                return TypedResults.Problem("This key may not change billing.", statusCode: 403, title: "Not allowed");
            case CheckoutOutcome.StripeUnavailable unavailable:
                http.Response.Headers.RetryAfter = ((int)unavailable.RetryAfter.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
                return TypedResults.Problem("Stripe cannot be reached just now. Nothing was charged; try again shortly.", statusCode: 503, title: "Stripe unavailable");
            default:
                throw new InvalidOperationException("An outcome of Checkout has no answer.");
        }
    }

    private static Dictionary<string, string[]> Problems(CheckoutBody body, ReturnAddresses addresses)
    {
        var problems = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(body.Plan))
            problems["plan"] = ["Name a plan, such as \"professional\"."];
        if (BillingCycles.Parse(body.BillingCycle) is null)
            problems["billing_cycle"] = ["Must be \"monthly\" or \"annual\"."];
        if (!addresses.Allows(body.SuccessUrl))
            problems["success_url"] = ["Must be an absolute address on an allowed origin (Checkout:AllowedReturnOrigins)."];
        if (!addresses.Allows(body.CancelUrl))
            problems["cancel_url"] = ["Must be an absolute address on an allowed origin (Checkout:AllowedReturnOrigins)."];
        return problems;
    }
}
