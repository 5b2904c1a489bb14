using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Tests.Billing;

public sealed class CurrentSubscriptionTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_two_live_ones_the_older_stays_in_whatever_order_they_come()
    {
        var older = Some("sub_b", SubscriptionStatus.Active, Day);
        var newer = Some("sub_a", SubscriptionStatus.Active, Day.AddSeconds(1));

        Assert.Equal(older, CurrentSubscription.Choose([newer, older], mirroredId: null));
        Assert.Equal(older, CurrentSubscription.Choose([older, newer], mirroredId: null));
        Assert.Equal([newer], CurrentSubscription.Duplicates([newer, older], older));
    }

    [Fact]
    public void Of_two_made_in_one_second_the_same_one_always_stays()
    {
        var a = Some("sub_a", SubscriptionStatus.Active, Day);
        var b = Some("sub_b", SubscriptionStatus.Active, Day);

        Assert.Equal(a, CurrentSubscription.Choose([b, a], null));
        Assert.Equal(a, CurrentSubscription.Choose([a, b], null));
    }

    [Fact]
    public void The_one_mirrored_already_stays_while_it_lives()
    {
        var older = Some("sub_a", SubscriptionStatus.Active, Day);
        var mirrored = Some("sub_b", SubscriptionStatus.PastDue, Day.AddDays(1));

        Assert.Equal(mirrored, CurrentSubscription.Choose([older, mirrored], "sub_b"));
    }

    [Fact]
    public void A_new_subscription_takes_the_place_of_a_canceled_one()
    {
        var ended = Some("sub_a", SubscriptionStatus.Canceled, Day);
        var fresh = Some("sub_b", SubscriptionStatus.Trialing, Day.AddDays(100));

        Assert.Equal(fresh, CurrentSubscription.Choose([ended, fresh], "sub_a"));
        Assert.Empty(CurrentSubscription.Duplicates([ended, fresh], fresh));
    }

    [Fact]
    public void An_attempt_that_expired_unpaid_is_nobodys_subscription() =>
        Assert.Null(CurrentSubscription.Choose([Some("sub_a", SubscriptionStatus.IncompleteExpired, Day)], null));

    private static SubscriptionSnapshot Some(string id, string status, DateTimeOffset created) => new(
        id, "cus_1", status, "price_1", new Money(14900, "usd"), false, created, created.AddMonths(1), null, null, false, null, null, created, null, null);
}
