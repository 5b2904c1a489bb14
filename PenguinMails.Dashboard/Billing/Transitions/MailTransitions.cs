using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts.Contacts;
using PenguinMails.Dashboard.Billing.Mails;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.Mail;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing.Transitions;

/// <summary>Tells a tenant's billing contacts what became of its subscription.</summary>
internal sealed class MailTransitions(TenantMails mails, PublicAddress address) : ITransitionHandler
{
    public async Task HandleAsync(BillingTransition transition, TransitionContext context, CancellationToken ct)
    {
        var id = transition.Subject;
        // Ended because it was not paid: whoever decided that says so, and two mails about one end would contradict each other.
        if (transition is BillingTransition.Ended && await context.Db.IsEndingForDebtAsync(id, ct))
            return;
        if (await FactsAsync(transition, context, ct) is not { } facts)
            return;
        // What can happen to one subscription again and again is told each time; its beginning and its end are told once.
        var (key, conversation) = transition switch
        {
            BillingTransition.Started => ($"subscription-started:{id}", null),
            BillingTransition.Ended => ($"subscription-ended:{id}", $"end-of:{id}"),
            BillingTransition.TrialEnding ending => ($"trial-ending:{id}:{ending.Subscription.TrialEnd:O}", $"end-of:{id}"),
            BillingTransition.PlanChanged => ($"plan-changed:{id}:{Guid.CreateVersion7(context.Now)}", $"plan-of:{id}"),
            _ => ($"cancellation:{id}:{Guid.CreateVersion7(context.Now)}", $"end-of:{id}"),
        };
        await mails.PostAsync(
            context.Db, context.TenantId, key, facts, conversation, onlyIfTold: transition is BillingTransition.CancellationUndone, ct);
    }

    private async Task<IMailFacts?> FactsAsync(BillingTransition transition, TransitionContext context, CancellationToken ct)
    {
        var billing = address.Of("/billing");
        return transition switch
        {
            BillingTransition.Started { Subscription: { Status: SubscriptionStatus.Trialing } row } =>
                new TrialStarted(await PlanAsync(context, row.PlanId, ct), Price(row), row.CurrentPeriodEnd, billing),
            BillingTransition.Started { Subscription: var row } =>
                new SubscriptionStarted(await PlanAsync(context, row.PlanId, ct), Price(row), row.CurrentPeriodEnd, billing),
            BillingTransition.TrialEnding { Subscription: var row } =>
                new TrialEnds(await PlanAsync(context, row.PlanId, ct), Price(row), row.TrialEnd!.Value, row.Card is not null, billing),
            BillingTransition.PlanChanged { Subscription: var row } change => new PlanChange(
                await PlanAsync(context, change.FromPlanId, ct), await PlanAsync(context, row.PlanId, ct), Price(row), row.CurrentPeriodEnd, billing),
            BillingTransition.CancellationScheduled { Subscription: var row } =>
                new CancellationConfirmed(await PlanAsync(context, row.PlanId, ct), row.CurrentPeriodEnd, billing),
            BillingTransition.CancellationUndone { Subscription: var row } =>
                new CancellationTakenBack(await PlanAsync(context, row.PlanId, ct), row.CurrentPeriodEnd, billing),
            BillingTransition.Ended => new SubscriptionEnded(address.Of("/plans")),
            _ => null,
        };
    }

    private static string Price(TenantSubscription subscription) => $"{subscription.Price} {subscription.BillingCycle.Per()}";

    private static async Task<string> PlanAsync(TransitionContext context, string? planId, CancellationToken ct) =>
        await context.Db.Plans.Where(plan => plan.Id == planId).Select(plan => plan.Name).SingleOrDefaultAsync(ct) ?? "your plan";
}
