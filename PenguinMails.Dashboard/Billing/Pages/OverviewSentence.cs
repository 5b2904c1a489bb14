using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing.Pages;

/// <summary>The state of a tenant's billing in one sentence.</summary>
internal static class OverviewSentence
{
    public static string Of(Overview overview, Func<DateTimeOffset, string> date)
    {
        if (overview.Subscription is not { } subscription)
            return "No subscription yet.";
        var plan = overview.Plan?.Name ?? "Your plan";
        var end = date(subscription.CurrentPeriodEnd);
        var next = subscription.NextAmount is { } amount ? $" for {new Money(amount, subscription.Currency)}" : "";
        return overview.State switch
        {
            SubscriptionState.Trialing when subscription.CancelAtPeriodEnd => $"{plan}, trial until {end}. It ends then.",
            SubscriptionState.Trialing => $"{plan}, trial until {end}.",
            SubscriptionState.Active when subscription.CancelAtPeriodEnd => $"{plan}, canceled: it ends on {end}.",
            SubscriptionState.Active when subscription.ScheduledAt is not null => $"{plan} until {end}, when another plan begins{next}.",
            SubscriptionState.Active => $"{plan}, renews on {end}{next}.",
            SubscriptionState.PastDue => $"{plan}: the last payment failed. Update the card to keep sending.",
            SubscriptionState.Suspended => $"{plan}: sending is paused until the open invoice is paid.",
            SubscriptionState.Incomplete => $"{plan}: the first payment is not finished. Finish it, or start over.",
            SubscriptionState.Canceled => $"{plan} has ended. You can subscribe again at any time.",
            SubscriptionState.Expired => $"{plan} ended more than 90 days ago.",
            _ => "No subscription yet.",
        };
    }
}
