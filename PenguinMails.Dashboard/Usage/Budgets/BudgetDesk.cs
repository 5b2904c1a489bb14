using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Usage.Periods;

namespace PenguinMails.Dashboard.Usage.Budgets;

public abstract record BudgetOutcome
{
    public sealed record Done : BudgetOutcome;

    /// <summary>The caller may look, not decide.</summary>
    public sealed record NotAllowed : BudgetOutcome;

    private BudgetOutcome()
    {
    }
}

/// <summary>Where a tenant sets what a month may come to before it is warned.</summary>
internal sealed class BudgetDesk(UsageTurns turns)
{
    /// <summary>In the currency's major unit.</summary>
    public const decimal Largest = 1_000_000;

    /// <param name="caller">Who sets it.</param>
    /// <param name="amount">In minor units; null for no budget.</param>
    /// <param name="ct">Given up.</param>
    public async Task<BudgetOutcome> SetAsync(Caller caller, long? amount, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new BudgetOutcome.NotAllowed();
        return await turns.TakeAsync<BudgetOutcome>(caller.OwnTenant, turn =>
        {
            if (turn.Settings.MonthlyBudget != amount)
            {
                var currency = turn.Subscription?.Currency ?? "usd";
                turn.Settings.MonthlyBudget = amount;
                turn.Db.Record(turn.TenantId, turn.Now, caller.Name, "Monthly budget set", detail: amount is { } minor ? new Money(minor, currency).ToString() : "none");
            }

            return Task.FromResult<BudgetOutcome>(new BudgetOutcome.Done());
        }, ct);
    }
}
