using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.Billing.Standing;

/// <summary>A tenant's subscription as the REST API shows it: the amount in the major unit, the currency in capitals, UTC.</summary>
public sealed record SubscriptionAnswer(
    string? Plan, string Status, string? BillingCycle, decimal? Amount, string? Currency, DateTime? CurrentPeriodEnd, DateTime? NextBillingDate,
    bool CancelAtPeriodEnd, int? DaysUntilSuspension, bool CanSendEmails, UsageAnswer Usage)
{
    public static SubscriptionAnswer Of(BillingStanding standing, UsageCounters used)
    {
        var (subscription, entitlements) = (standing.Subscription, standing.Entitlements);
        var goesOn = subscription is { CancelAtPeriodEnd: false }
            && entitlements.State is SubscriptionState.Trialing or SubscriptionState.Active or SubscriptionState.PastDue;
        return new SubscriptionAnswer(
            subscription?.PlanId, entitlements.State.ApiWord(), subscription?.BillingCycle.ToString().ToLowerInvariant(),
            subscription?.Price.Major, subscription?.Currency.ToUpperInvariant(), subscription?.CurrentPeriodEnd.UtcDateTime,
            goesOn ? subscription!.CurrentPeriodEnd.UtcDateTime : null, subscription?.CancelAtPeriodEnd ?? false,
            standing.DaysUntilSuspension, entitlements.CanSendEmails, UsageAnswer.Of(used, entitlements.Limits));
    }
}

/// <summary>What was used and what the plan includes; null in what is included means unlimited.</summary>
public sealed record UsageAnswer(
    long EmailsSent, int? EmailsIncluded, int Users, int? UsersIncluded, int Workspaces, int? WorkspacesIncluded, int Domains, int? DomainsIncluded)
{
    public static UsageAnswer Of(UsageCounters used, PlanLimits limits) => new(
        used.EmailsSent, limits.EmailsPerMonth, used.Users, limits.Seats, used.Workspaces, limits.Workspaces, used.Domains, limits.Domains);
}

/// <summary>What a tenant may do now, for the services that let it.</summary>
public sealed record EntitlementsAnswer(
    string Status, string? Plan, bool CanSendEmails, bool ReadOnly, int? DaysUntilSuspension, DateTime? SuspendsAt, LimitsAnswer Limits)
{
    public static EntitlementsAnswer Of(BillingStanding standing) => new(
        standing.Entitlements.State.ApiWord(), standing.Subscription?.PlanId, standing.Entitlements.CanSendEmails, standing.Entitlements.ReadOnly,
        standing.DaysUntilSuspension, standing.Entitlements.SuspendsAt?.UtcDateTime, LimitsAnswer.Of(standing.Entitlements.Limits));
}

/// <summary>Null means unlimited.</summary>
public sealed record LimitsAnswer(int? EmailsPerMonth, int? Users, int? Workspaces, int? Domains)
{
    public static LimitsAnswer Of(PlanLimits limits) => new(limits.EmailsPerMonth, limits.Seats, limits.Workspaces, limits.Domains);
}
