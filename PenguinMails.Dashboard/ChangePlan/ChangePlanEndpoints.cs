using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.ChangePlan.Rules;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.ChangePlan;

public static class ChangePlanEndpoints
{
    /// <summary><c>POST /api/v1/billing/subscription/preview</c> and <c>/update</c>: the same two steps as on the page.</summary>
    public static RouteGroupBuilder MapChangePlan(this RouteGroupBuilder billing)
    {
        billing.MapPost("/subscription/preview", PreviewAsync);
        billing.MapPost("/subscription/update", UpdateAsync);
        return billing;
    }

    private static async Task<IResult> PreviewAsync(
        ChangeBody body, ClaimsPrincipal principal, PlanChanges changes, BillingDbFactory databases, HttpContext http, CancellationToken ct)
    {
        var caller = Caller.From(principal)!;
        var (wish, problems) = await WishAsync(body, caller, databases, ct);
        return wish is null ? TypedResults.ValidationProblem(problems) : await AnswerAsync(await changes.QuoteAsync(caller, wish, ct), caller, databases, http, ct);
    }

    private static async Task<IResult> UpdateAsync(
        ChangeBody body, ClaimsPrincipal principal, PlanChanges changes, BillingDbFactory databases, HttpContext http, CancellationToken ct)
    {
        var caller = Caller.From(principal)!;
        if (body.QuoteId is { } shown)
            return await AnswerAsync(await changes.ConfirmAsync(caller, shown, ct), caller, databases, http, ct);
        // Without a quote the caller takes whatever it costs: it is reckoned and confirmed in one.
        var (wish, problems) = await WishAsync(body, caller, databases, ct);
        if (wish is null)
            return TypedResults.ValidationProblem(problems);
        var outcome = await changes.QuoteAsync(caller, wish, ct);
        if (outcome is ChangeOutcome.Quoted { Quote: var quote })
            outcome = await changes.ConfirmAsync(caller, quote.Id, ct);
        return await AnswerAsync(outcome, caller, databases, http, ct);
    }

    private static async Task<(ChangeWish? Wish, Dictionary<string, string[]> Problems)> WishAsync(
        ChangeBody body, Caller caller, BillingDbFactory databases, CancellationToken ct)
    {
        var problems = new Dictionary<string, string[]>();
        if (body.AddOn is { } addOn)
        {
            if (body.Quantity is not (>= 0 and <= 1000))
                problems["quantity"] = ["Say how many there shall be: 0 or more."];
            await using var db = databases.ForTenant(caller.OwnTenant);
            var row = await db.TenantSubscriptions.AsNoTracking().SingleOrDefaultAsync(ct);
            return problems.Count > 0 ? (null, problems) : (new ChangeWish(row?.PlanId ?? "", row?.BillingCycle ?? default, addOn, body.Quantity!.Value), problems);
        }

        if (string.IsNullOrWhiteSpace(body.Plan))
            problems["plan"] = ["Name a plan, such as \"professional\", or an add_on with its quantity."];
        if (BillingCycles.Parse(body.BillingCycle) is null)
            problems["billing_cycle"] = ["Must be \"monthly\" or \"annual\"."];
        return problems.Count > 0 ? (null, problems) : (new ChangeWish(body.Plan!, BillingCycles.Parse(body.BillingCycle)!.Value), problems);
    }

    private static async Task<IResult> AnswerAsync(ChangeOutcome outcome, Caller caller, BillingDbFactory databases, HttpContext http, CancellationToken ct)
    {
        switch (outcome)
        {
            case ChangeOutcome.Quoted quoted:
                return TypedResults.Ok(QuoteAnswer.Of(quoted.Quote));
            case ChangeOutcome.Changed or ChangeOutcome.Scheduled:
                await using (var db = databases.ForTenant(caller.OwnTenant))
                    return TypedResults.Ok(ChangedSubscription.Of(await db.TenantSubscriptions.AsNoTracking().SingleAsync(ct)));
            case ChangeOutcome.StripeUnavailable unavailable:
                http.Response.Headers.RetryAfter = ((int)unavailable.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return TypedResults.Problem("Stripe cannot be reached just now. Try again shortly; the same quote is never charged twice.", statusCode: 503, title: "Stripe unavailable");
            default:
                return ChangeProblems.Of(outcome);
        }
    }
}
