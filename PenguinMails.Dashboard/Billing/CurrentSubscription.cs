using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing;

/// <summary>Which of a customer's subscriptions is the tenant's, and which have no right to be.</summary>
internal static class CurrentSubscription
{
    /// <summary>
    /// The one mirrored already stays while it lives. Else the live one that was made first: whoever looks, in whatever
    /// order events arrive, keeps the same. Else an unfinished one, else the last that ended.
    /// </summary>
    public static SubscriptionSnapshot? Choose(IReadOnlyCollection<SubscriptionSnapshot> all, string? mirroredId)
    {
        var live = Live(all).ToList();
        return live.FirstOrDefault(subscription => subscription.Id == mirroredId)
            ?? live.OrderBy(subscription => subscription.Created).ThenBy(subscription => subscription.Id, StringComparer.Ordinal).FirstOrDefault()
            ?? Newest(all.Where(subscription => subscription.Status == SubscriptionStatus.Incomplete))
            ?? Newest(all.Where(subscription => subscription.Status == SubscriptionStatus.Canceled))
            ?? all.FirstOrDefault(subscription => subscription.Id == mirroredId);
    }

    public static IEnumerable<SubscriptionSnapshot> Duplicates(IEnumerable<SubscriptionSnapshot> all, SubscriptionSnapshot? current) =>
        Live(all).Where(subscription => current is not null && subscription.Id != current.Id);

    private static IEnumerable<SubscriptionSnapshot> Live(IEnumerable<SubscriptionSnapshot> all) =>
        all.Where(subscription => SubscriptionStatus.IsLive(subscription.Status));

    private static SubscriptionSnapshot? Newest(IEnumerable<SubscriptionSnapshot> some) =>
        some.OrderByDescending(subscription => subscription.Created).ThenBy(subscription => subscription.Id, StringComparer.Ordinal).FirstOrDefault();
}
