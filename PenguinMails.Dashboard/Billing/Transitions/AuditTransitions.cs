using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Plans;
using Microsoft.EntityFrameworkCore;

namespace PenguinMails.Dashboard.Billing.Transitions;

/// <summary>Writes every transition into the trail.</summary>
internal sealed class AuditTransitions : ITransitionHandler
{
    public async Task HandleAsync(BillingTransition transition, TransitionContext context, CancellationToken ct)
    {
        // What a person would see of the first, CardChanged says; of the second, whatever changed it.
        if (transition is BillingTransition.MethodReplaced or BillingTransition.NextInvoiceChanged)
            return;
        var (action, detail) = transition switch
        {
            BillingTransition.Started started => (
                "Subscription started",
                $"{await PlanNameAsync(context, started.Subscription.PlanId, ct)}, {started.Subscription.Price} {started.Subscription.BillingCycle.Per()}, status {started.Subscription.Status}"),
            BillingTransition.StatusChanged changed => ("Subscription status changed", $"{changed.From} to {changed.Subscription.Status}"),
            BillingTransition.PlanChanged changed => (
                "Plan changed",
                $"{await PlanNameAsync(context, changed.FromPlanId, ct)} to {await PlanNameAsync(context, changed.Subscription.PlanId, ct)}, {changed.Subscription.Price} {changed.Subscription.BillingCycle.Per()}"),
            BillingTransition.CancellationScheduled canceled => ("Cancellation scheduled", $"ends {canceled.Subscription.CurrentPeriodEnd:yyyy-MM-dd}"),
            BillingTransition.CancellationUndone => ("Cancellation undone", null),
            BillingTransition.Ended => ("Subscription ended", null),
            BillingTransition.CardChanged changed => ("Payment method changed", changed.Card.Name),
            BillingTransition.DuplicateFound found => (
                "Second subscription found", $"{found.Duplicate.KeptSubscriptionId} stays; this one will be canceled and refunded"),
            BillingTransition.TrialEnding ending => ("Trial ends soon", $"on {ending.Subscription.TrialEnd:yyyy-MM-dd}"),
            BillingTransition.PaymentFailed { Invoice: var invoice } => (
                "Payment failed", $"{invoice.Due} of invoice {invoice.Number}, attempt {invoice.AttemptCount}: {invoice.DeclineCode ?? "no card to charge"}"),
            BillingTransition.AuthenticationRequired { Invoice: var invoice } => ("Payment needs confirmation", $"{invoice.Due} of invoice {invoice.Number}"),
            BillingTransition.Recovered { Invoice: var invoice } => ("Payment recovered", $"Invoice {invoice.Number} is paid"),
            BillingTransition.InvoiceClosed { Invoice: var invoice } => ("Unpaid invoice closed", $"Invoice {invoice.Number} is {invoice.Status}"),
            BillingTransition.InvoiceAvailable { Invoice: var invoice } => ("Invoice available", $"{invoice.Number}, {invoice.Money(invoice.Total)}, {invoice.Status}"),
            BillingTransition.Refunded refund => ("Payment refunded", $"{refund.Amount} of {refund.Payment.Money}"),
            _ => throw new InvalidOperationException($"No words for {transition.GetType().Name}."),
        };
        context.Db.Record(context.TenantId, context.Now, AuditTrail.Stripe, action, transition.Subject, detail);
    }

    private static async Task<string> PlanNameAsync(TransitionContext context, string? planId, CancellationToken ct) =>
        await context.Db.Plans.Where(plan => plan.Id == planId).Select(plan => plan.Name).SingleOrDefaultAsync(ct) ?? "an unlisted price";
}
