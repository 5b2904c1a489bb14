using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.Billing.Standing;

/// <summary>What a tenant may do now. The one place that says so: pages, services and the REST API all ask here.</summary>
/// <param name="ReadOnly">Whether everything may be looked at and nothing changed.</param>
/// <param name="SuspendsAt">When sending stops unless the open invoice is paid; null while nothing threatens.</param>
/// <param name="Limits">Of the plan and what was bought beside it, while they give anything, else nothing.</param>
public sealed record Entitlements(SubscriptionState State, bool CanSendEmails, bool ReadOnly, DateTimeOffset? SuspendsAt, PlanLimits Limits)
{
    /// <summary>How many of which add-on count.</summary>
    public IReadOnlyDictionary<string, long> AddOns { get; private init; } = HeldAddOns.None;

    /// <summary>What else the plan gives.</summary>
    public IReadOnlyList<PlanFeature> Features { get; private init; } = [];

    /// <param name="subscription">The tenant's; null for none.</param>
    /// <param name="suspension">What is unpaid on it; null for nothing.</param>
    /// <param name="plan">With its features.</param>
    /// <param name="addOns">What was bought beside the plan; see <see cref="HeldAddOns"/>.</param>
    /// <param name="now">The moment that is asked about.</param>
    public static Entitlements Of(
        TenantSubscription? subscription, Suspension? suspension, Plan? plan, IReadOnlyDictionary<string, long> addOns, DateTimeOffset now)
    {
        var state = SubscriptionStates.StateOf(subscription, suspension, now);
        var sends = state switch
        {
            SubscriptionState.Trialing or SubscriptionState.Active or SubscriptionState.PastDue => true,
            // Ended early, but this period was paid for. With an invoice left unpaid there is none that was.
            SubscriptionState.Canceled => suspension is null && subscription!.PaidUntil > now && subscription.CurrentPeriodEnd > now,
            _ => false,
        };
        var given = sends || state is SubscriptionState.Suspended ? plan : null;
        return new Entitlements(
            state,
            sends,
            !sends && state is (SubscriptionState.Suspended or SubscriptionState.Canceled or SubscriptionState.Expired),
            state is SubscriptionState.PastDue ? suspension?.DueAt : null,
            given is null ? PlanLimits.Nothing : PlanLimits.Of(given, addOns))
        {
            AddOns = given is null ? HeldAddOns.None : addOns,
            Features = given is null ? [] : [.. given.Features],
        };
    }

    /// <summary>Whole days left, counting the one that has begun; null while nothing threatens.</summary>
    public int? DaysUntilSuspension(DateTimeOffset now) => SuspendsAt is { } at ? Math.Max(0, (int)Math.Ceiling((at - now).TotalDays)) : null;
}
