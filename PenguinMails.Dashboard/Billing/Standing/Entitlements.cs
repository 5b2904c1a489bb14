using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.Billing.Standing;

/// <summary>What a plan includes; null means unlimited.</summary>
public sealed record PlanLimits(int? EmailsPerMonth, int? Seats, int? Workspaces, int? Domains)
{
    public static readonly PlanLimits Nothing = new(0, 0, 0, 0);

    public static PlanLimits Of(Plan plan) => new(plan.EmailsPerMonth, plan.Seats, plan.Workspaces, plan.Domains);
}

/// <summary>What a tenant may do now. The one place that says so: pages, services and the REST API all ask here.</summary>
/// <param name="ReadOnly">Whether everything may be looked at and nothing changed.</param>
/// <param name="SuspendsAt">When sending stops unless the open invoice is paid; null while nothing threatens.</param>
/// <param name="Limits">Of the plan while it gives anything, else nothing.</param>
public sealed record Entitlements(SubscriptionState State, bool CanSendEmails, bool ReadOnly, DateTimeOffset? SuspendsAt, PlanLimits Limits)
{
    public static Entitlements Of(TenantSubscription? subscription, Suspension? suspension, Plan? plan, DateTimeOffset now)
    {
        var state = SubscriptionStates.StateOf(subscription, suspension, now);
        var sends = state switch
        {
            SubscriptionState.Trialing or SubscriptionState.Active or SubscriptionState.PastDue => true,
            // Ended early, but this period was paid for. With an invoice left unpaid there is none that was.
            SubscriptionState.Canceled => suspension is null && subscription!.PaidUntil > now && subscription.CurrentPeriodEnd > now,
            _ => false,
        };
        return new Entitlements(
            state,
            sends,
            !sends && state is (SubscriptionState.Suspended or SubscriptionState.Canceled or SubscriptionState.Expired),
            state is SubscriptionState.PastDue ? suspension?.DueAt : null,
            plan is not null && (sends || state is SubscriptionState.Suspended) ? PlanLimits.Of(plan) : PlanLimits.Nothing);
    }

    /// <summary>Whole days left, counting the one that has begun; null while nothing threatens.</summary>
    public int? DaysUntilSuspension(DateTimeOffset now) => SuspendsAt is { } at ? Math.Max(0, (int)Math.Ceiling((at - now).TotalDays)) : null;
}
