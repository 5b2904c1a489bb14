using PenguinMails.Dashboard.Billing.Transitions;
using PenguinMails.Dashboard.Usage.Overage;
using PenguinMails.Dashboard.Usage.Periods;

namespace PenguinMails.Dashboard.Usage.Alerts;

/// <summary>
/// What a month comes to grows not by usage alone: an add-on, a larger plan or a new period change the next invoice. So the budget is
/// looked at again in the transaction that writes that change.
/// </summary>
internal sealed class BudgetTransitions(BudgetAlerts budgets) : ITransitionHandler
{
    public async Task HandleAsync(BillingTransition transition, TransitionContext context, CancellationToken ct)
    {
        if (transition is not BillingTransition.NextInvoiceChanged { Subscription: var subscription })
            return;
        // Taken before the budget is looked for: whoever sets one at this moment comes before or after, and sees it or is seen.
        var settings = await UsageSettings.LockAsync(context.Db, context.TenantId, ct);
        if (settings.MonthlyBudget is null)
            return;
        var book = await UsageBook.OpenAsync(context.Db, context.TenantId, ct, subscription);
        await budgets.DecideAsync(new UsageTurn(context.Db, context.TenantId, settings, book, context.Now), ct);
    }
}
