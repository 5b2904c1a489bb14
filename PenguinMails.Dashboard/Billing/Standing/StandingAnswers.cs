using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.Billing.Standing;

/// <summary>A tenant's subscription as the REST API shows it: the amount in the major unit, the currency in capitals, UTC.</summary>
public sealed record SubscriptionAnswer(
    string? Plan, string Status, string? BillingCycle, decimal? Amount, string? Currency, DateTime? CurrentPeriodEnd, DateTime? NextBillingDate,
    bool CancelAtPeriodEnd, int? DaysUntilSuspension, bool CanSendEmails, UsageAnswer Usage)
{
    public static SubscriptionAnswer Of(BillingStanding standing, Counters used)
    {
        var (subscription, entitlements) = (standing.Subscription, standing.Entitlements);
        var goesOn = subscription is { CancelAtPeriodEnd: false }
            && entitlements.State is SubscriptionState.Trialing or SubscriptionState.Active or SubscriptionState.PastDue;
        return new SubscriptionAnswer(
            subscription?.PlanId, entitlements.State.ApiWord(), subscription?.BillingCycle.ToString().ToLowerInvariant(),
            subscription?.Price.Major, subscription?.Currency.ToUpperInvariant(), subscription?.CurrentPeriodEnd.UtcDateTime,
            goesOn ? subscription!.CurrentPeriodEnd.UtcDateTime : null, subscription?.CancelAtPeriodEnd ?? false,
            standing.DaysUntilSuspension, standing.CanSendEmails, UsageAnswer.Of(used, entitlements.Limits));
    }
}

/// <summary>What was used and what the plan includes; null in what is included means unlimited.</summary>
public sealed record UsageAnswer(
    long EmailsSent, int? EmailsIncluded, long Users, int? UsersIncluded, long Workspaces, int? WorkspacesIncluded, long Domains, int? DomainsIncluded)
{
    public static UsageAnswer Of(Counters used, PlanLimits limits) => new(
        used.EmailsSent, limits.EmailsPerMonth, used.Users, limits.Seats, used.Workspaces, limits.Workspaces, used.Domains, limits.Domains);
}

/// <summary>What a tenant may do now, for the services that let it.</summary>
/// <param name="EmailsRemaining">Within the plan; null where nothing limits them.</param>
/// <param name="SendingBlockedBecause">One of <see cref="SendingBlocks"/> where the subscription would allow sending and the used-up limit does not.</param>
/// <param name="Limits">Add-ons are counted in.</param>
/// <param name="AddOns">How many of which, such as <c>dedicated_ip</c> and <c>priority_support</c>.</param>
/// <param name="Features">What the plan itself gives beside its limits, in words.</param>
public sealed record EntitlementsAnswer(
    string Status, string? Plan, bool CanSendEmails, bool ReadOnly, long? EmailsRemaining, string? SendingBlockedBecause,
    int? DaysUntilSuspension, DateTime? SuspendsAt, LimitsAnswer Limits, IReadOnlyDictionary<string, long> AddOns, IReadOnlyDictionary<string, string> Features)
{
    public static EntitlementsAnswer Of(BillingStanding standing) => new(
        standing.Entitlements.State.ApiWord(), standing.Subscription?.PlanId, standing.CanSendEmails, standing.Entitlements.ReadOnly,
        standing.Sending.EmailsRemaining, standing.Sending.BlockedBecause, standing.DaysUntilSuspension, standing.Entitlements.SuspendsAt?.UtcDateTime, LimitsAnswer.Of(standing.Entitlements.Limits),
        standing.Entitlements.AddOns, standing.Entitlements.Features.ToDictionary(feature => Word(feature.Name), feature => feature.Value));

    // "Single sign-on" is single_sign_on.
    private static string Word(string name) => name.ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
}

/// <summary>Null means unlimited.</summary>
public sealed record LimitsAnswer(int? EmailsPerMonth, int? Users, int? Workspaces, int? Domains)
{
    public static LimitsAnswer Of(PlanLimits limits) => new(limits.EmailsPerMonth, limits.Seats, limits.Workspaces, limits.Domains);
}
