using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing;

/// <summary>What a person is told about a tenant's subscription.</summary>
public enum SubscriptionState
{
    None,
    Incomplete,
    Trialing,
    Active,
    PastDue,
    Suspended,
    Canceled,
    Expired,
}

public static class SubscriptionStates
{
    /// <summary>For how long after its end a subscription's data stays readable.</summary>
    public static readonly TimeSpan ReadableAfterEnd = TimeSpan.FromDays(90);

    // What was not paid within 23 hours never began.
    private static readonly TimeSpan LongestIncomplete = TimeSpan.FromHours(23);

    /// <param name="subscription">The tenant's, as mirrored; null for none.</param>
    /// <param name="suspension">What is unpaid on it; null for nothing.</param>
    /// <param name="now">The moment asked about.</param>
    public static SubscriptionState StateOf(TenantSubscription? subscription, Suspension? suspension, DateTimeOffset now) => subscription?.Status switch
    {
        null or SubscriptionStatus.IncompleteExpired => SubscriptionState.None,
        SubscriptionStatus.Canceled when NeverBegan(subscription) => SubscriptionState.None,
        SubscriptionStatus.Active or SubscriptionStatus.PastDue when suspension is { IsInForce: true } && suspension.Of(subscription) => SubscriptionState.Suspended,
        SubscriptionStatus.Incomplete => SubscriptionState.Incomplete,
        SubscriptionStatus.Trialing => SubscriptionState.Trialing,
        SubscriptionStatus.Active => SubscriptionState.Active,
        SubscriptionStatus.PastDue => SubscriptionState.PastDue,
        SubscriptionStatus.Canceled when now - (subscription.EndedAt ?? subscription.CurrentPeriodEnd) > ReadableAfterEnd => SubscriptionState.Expired,
        SubscriptionStatus.Canceled => SubscriptionState.Canceled,
        // unpaid, paused, and whatever Stripe may add: money is missing and nothing may be sent.
        _ => SubscriptionState.Suspended,
    };

    // Somebody who did not finish the first payment and started over; Stripe calls the first attempt canceled.
    private static bool NeverBegan(TenantSubscription subscription) =>
        subscription is { PaidUntil: null, TrialEnd: null, EndedAt: { } ended } && ended >= subscription.CreatedAt && ended - subscription.CreatedAt < LongestIncomplete;

    /// <summary>As the REST API says it.</summary>
    public static string ApiWord(this SubscriptionState state) => state is SubscriptionState.PastDue ? "past_due" : state.ToString().ToLowerInvariant();

    /// <summary>As a page says it.</summary>
    public static string Word(this SubscriptionState state) => state switch
    {
        SubscriptionState.None => "No subscription",
        SubscriptionState.Incomplete => "Payment not finished",
        SubscriptionState.Trialing => "Trial",
        SubscriptionState.Active => "Active",
        SubscriptionState.PastDue => "Payment failed",
        SubscriptionState.Suspended => "Suspended",
        SubscriptionState.Canceled => "Canceled",
        SubscriptionState.Expired => "Expired",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
