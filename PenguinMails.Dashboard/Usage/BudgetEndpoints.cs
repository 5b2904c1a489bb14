using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Usage.Budgets;

namespace PenguinMails.Dashboard.Usage;

/// <param name="MonthlyBudget">In the major unit; null takes the budget away. It has to be named either way.</param>
public sealed record BudgetBody(JsonElement MonthlyBudget);

/// <param name="ProjectedSpend">The plan's next invoice, where it is due with this month's end, and extra emails so far.</param>
/// <param name="AlertsAt">In percent of the budget.</param>
public sealed record BudgetAnswer(decimal? MonthlyBudget, string Currency, decimal ProjectedSpend, int? Percent, IReadOnlyList<int> AlertsAt, DateTime? ResetsAt);

internal static class BudgetEndpoints
{
    private static readonly int[] AlertsAt = [80, 100];

    public static void Map(RouteGroupBuilder billing)
    {
        billing.MapGet("/budget", async (ClaimsPrincipal principal, UsageReader reader, CancellationToken ct) =>
            TypedResults.Ok(Answer(await reader.ReadAsync(Caller.From(principal)!, ct))));
        billing.MapPost("/budget", SetAsync);
    }

    private static async Task<Results<Ok<BudgetAnswer>, ValidationProblem, ProblemHttpResult>> SetAsync(
        BudgetBody body, ClaimsPrincipal principal, BudgetDesk desk, UsageReader reader, CancellationToken ct)
    {
        var caller = Caller.From(principal)!;
        var currency = (await reader.ReadAsync(caller, ct)).Budget.Projected.Currency;
        if (!TryRead(body.MonthlyBudget, currency, out var amount))
        {
            return TypedResults.ValidationProblem(new Dictionary<string, string[]>
            {
                ["monthly_budget"] = [$"Must be an amount above 0 and up to {BudgetDesk.Largest}, such as 250.00, or null for no budget."],
            });
        }

        return await desk.SetAsync(caller, amount, ct) switch
        {
            BudgetOutcome.Done => TypedResults.Ok(Answer(await reader.ReadAsync(caller, ct))),
            BudgetOutcome.NotAllowed => TypedResults.Problem("This key may not change the budget.", statusCode: 403, title: "Not allowed"),
            _ => throw new InvalidOperationException("An outcome of the budget has no answer."),
        };
    }

    private static bool TryRead(JsonElement value, string currency, out long? minor)
    {
        minor = null;
        if (value.ValueKind is JsonValueKind.Null)
            return true;
        if (value.ValueKind is not JsonValueKind.Number || !value.TryGetDecimal(out var major) || major <= 0 || major > BudgetDesk.Largest)
            return false;
        minor = Money.FromMajor(major, currency)?.Minor;
        return minor is > 0;
    }

    private static BudgetAnswer Answer(UsageView view) => new(
        view.Budget.Amount?.Major, view.Budget.Projected.Currency.ToUpperInvariant(), view.Budget.Projected.Major, view.Budget.Percent, AlertsAt, view.Span?.End.UtcDateTime);
}
