using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing;

/// <summary>What the REST API answers a change with: the subscription as it is afterwards. The amount in the major unit, UTC.</summary>
public sealed record ChangedSubscription(
    string? Plan, string Status, string BillingCycle, decimal Amount, string Currency, DateTime CurrentPeriodEnd, DateTime? NextBillingDate,
    bool CancelAtPeriodEnd, ScheduledChangeAnswer? ScheduledChange)
{
    public static ChangedSubscription Of(TenantSubscription subscription) => new(
        subscription.PlanId, subscription.Status, subscription.BillingCycle.Word(), subscription.Price.Major, subscription.Currency.ToUpperInvariant(),
        subscription.CurrentPeriodEnd.UtcDateTime,
        !subscription.CancelAtPeriodEnd && SubscriptionStatus.IsLive(subscription.Status) ? subscription.CurrentPeriodEnd.UtcDateTime : null,
        subscription.CancelAtPeriodEnd,
        subscription is { ScheduledAt: { } at, ScheduledPlanId: { } plan, ScheduledCycle: { } cycle }
            ? new ScheduledChangeAnswer(plan, cycle.Word(), at.UtcDateTime)
            : null);
}

public sealed record ScheduledChangeAnswer(string Plan, string BillingCycle, DateTime At);
