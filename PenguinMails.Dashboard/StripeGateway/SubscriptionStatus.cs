namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>Stripe's words for a subscription's status. https://docs.stripe.com/api/subscriptions/object#subscription_object-status</summary>
public static class SubscriptionStatus
{
    public const string Incomplete = "incomplete";
    public const string IncompleteExpired = "incomplete_expired";
    public const string Trialing = "trialing";
    public const string Active = "active";
    public const string PastDue = "past_due";
    public const string Unpaid = "unpaid";
    public const string Paused = "paused";
    public const string Canceled = "canceled";

    /// <summary>Whether it bills, or would once paid: of these a tenant may have one.</summary>
    public static bool IsLive(string status) => status is Trialing or Active or PastDue or Unpaid or Paused;

    /// <summary>Whether it gives what was bought, as far as Stripe is concerned.</summary>
    public static bool IsEntitled(string status) => status is Trialing or Active;
}
