using PenguinMails.Dashboard.Billing.Mirror;
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

    public static SubscriptionState StateOf(TenantSubscription? subscription, DateTimeOffset now) => subscription?.Status switch
    {
        null or SubscriptionStatus.IncompleteExpired => SubscriptionState.None,
        SubscriptionStatus.Incomplete => SubscriptionState.Incomplete,
        SubscriptionStatus.Trialing => SubscriptionState.Trialing,
        SubscriptionStatus.Active => SubscriptionState.Active,
        SubscriptionStatus.PastDue => SubscriptionState.PastDue,
        SubscriptionStatus.Canceled when now - (subscription.EndedAt ?? subscription.CurrentPeriodEnd) > ReadableAfterEnd => SubscriptionState.Expired,
        SubscriptionStatus.Canceled => SubscriptionState.Canceled,
        // unpaid, paused, and whatever Stripe may add: money is missing and nothing may be sent.
        _ => SubscriptionState.Suspended,
    };

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
