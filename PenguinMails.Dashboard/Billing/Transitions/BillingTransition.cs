using PenguinMails.Dashboard.Billing.Mirror;

namespace PenguinMails.Dashboard.Billing.Transitions;

/// <summary>What the difference between the old mirror and the new means. Announced once for each change, whatever was delivered how often.</summary>
public abstract record BillingTransition(string StripeSubscriptionId)
{
    /// <summary>A subscription began to give what was bought.</summary>
    public sealed record Started(TenantSubscription Subscription) : BillingTransition(Subscription.StripeSubscriptionId);

    public sealed record StatusChanged(TenantSubscription Subscription, string From) : BillingTransition(Subscription.StripeSubscriptionId);

    public sealed record PlanChanged(TenantSubscription Subscription, string? FromPlanId) : BillingTransition(Subscription.StripeSubscriptionId);

    public sealed record CancellationScheduled(TenantSubscription Subscription) : BillingTransition(Subscription.StripeSubscriptionId);

    public sealed record CancellationUndone(TenantSubscription Subscription) : BillingTransition(Subscription.StripeSubscriptionId);

    public sealed record Ended(TenantSubscription Subscription) : BillingTransition(Subscription.StripeSubscriptionId);

    public sealed record CardChanged(TenantSubscription Subscription, Card Card) : BillingTransition(Subscription.StripeSubscriptionId);

    public sealed record DuplicateFound(DuplicateSubscription Duplicate) : BillingTransition(Duplicate.StripeSubscriptionId);

    /// <summary>Three days are left of a trial, or fewer. Announced once for each end, as a trial may be extended.</summary>
    public sealed record TrialEnding(TenantSubscription Subscription) : BillingTransition(Subscription.StripeSubscriptionId);
}
