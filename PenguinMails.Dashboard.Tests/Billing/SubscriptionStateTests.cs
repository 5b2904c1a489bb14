using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;

namespace PenguinMails.Dashboard.Tests.Billing;

public sealed class SubscriptionStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("trialing", SubscriptionState.Trialing)]
    [InlineData("active", SubscriptionState.Active)]
    [InlineData("past_due", SubscriptionState.PastDue)]
    [InlineData("unpaid", SubscriptionState.Suspended)]
    [InlineData("paused", SubscriptionState.Suspended)]
    [InlineData("incomplete", SubscriptionState.Incomplete)]
    [InlineData("incomplete_expired", SubscriptionState.None)]
    [InlineData("a_status_of_the_future", SubscriptionState.Suspended)]
    public void Follows_from_Stripes_word(string status, SubscriptionState state) => Assert.Equal(state, SubscriptionStates.StateOf(Some(status), null, Now));

    [Fact]
    public void Somebody_who_never_subscribed_has_none() => Assert.Equal(SubscriptionState.None, SubscriptionStates.StateOf(null, null, Now));

    [Theory]
    [InlineData(90, SubscriptionState.Canceled)]
    [InlineData(91, SubscriptionState.Expired)]
    public void Ninety_days_after_its_end_a_canceled_one_is_expired(int days, SubscriptionState state) =>
        Assert.Equal(state, SubscriptionStates.StateOf(Some("canceled", Now.AddDays(-days)), null, Now));

    private static TenantSubscription Some(string status, DateTimeOffset? ended = null) => new()
    {
        Id = Guid.NewGuid(),
        TenantId = Guid.NewGuid(),
        StripeCustomerId = "cus_1",
        StripeSubscriptionId = "sub_1",
        Status = status,
        CreatedAt = Now,
        UpdatedAt = Now,
        EndedAt = ended,
    };
}
