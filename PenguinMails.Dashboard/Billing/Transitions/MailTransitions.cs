using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Mail;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing.Transitions;

/// <summary>Tells those who manage the tenant's billing that a subscription began or ended.</summary>
internal sealed class MailTransitions(PublicAddress address) : ITransitionHandler
{
    public async Task HandleAsync(BillingTransition transition, TransitionContext context, CancellationToken ct)
    {
        var mail = transition switch
        {
            BillingTransition.Started started => await StartedAsync(started.Subscription, context, ct),
            BillingTransition.Ended ended => Ended(ended.Subscription),
            _ => null,
        };
        if (mail is null)
            return;
        foreach (var to in await RecipientsAsync(context, ct))
            context.Db.Post(context.TenantId, context.Now, mail with { Key = $"{mail.Key}:{to}", To = to });
    }

    private async Task<MailMessage> StartedAsync(TenantSubscription subscription, TransitionContext context, CancellationToken ct)
    {
        var plan = await context.Db.Plans.Where(plan => plan.Id == subscription.PlanId).Select(plan => plan.Name).SingleOrDefaultAsync(ct) ?? "Your";
        var next = $"{subscription.CurrentPeriodEnd:d MMMM yyyy}";
        return new MailMessage(
            $"subscription-started:{subscription.StripeSubscriptionId}",
            "",
            subscription.Status is SubscriptionStatus.Trialing ? $"Your {plan} trial has begun" : $"Your {plan} plan is active",
            [
                subscription.Status is SubscriptionStatus.Trialing
                    ? $"You can use everything in {plan} until {next}. Nothing is charged before then; afterwards it is {subscription.Price} {subscription.BillingCycle.Per()} plus tax where it applies."
                    : $"Thank you. {plan} costs {subscription.Price} {subscription.BillingCycle.Per()} plus tax where it applies, and renews on {next}.",
                "You can change the plan, update the card or cancel at any time in your billing overview.",
            ],
            new MailAction("Open billing", address.Of("/billing")));
    }

    private MailMessage Ended(TenantSubscription subscription) => new(
        $"subscription-ended:{subscription.StripeSubscriptionId}",
        "",
        "Your subscription has ended",
        ["Nothing more will be charged. Your data stays readable for 90 days, and you can subscribe again whenever you like."],
        new MailAction("See the plans", address.Of("/plans")));

    private static Task<List<string>> RecipientsAsync(TransitionContext context, CancellationToken ct) => context.Db.Users
        .Where(user => user.TenantId == context.TenantId && (user.Role == Role.Owner || user.Role == Role.BillingAdmin) && user.Email != null)
        .Select(user => user.Email!).ToListAsync(ct);
}
