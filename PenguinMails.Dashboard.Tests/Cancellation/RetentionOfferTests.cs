using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Cancellation;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Tests.Cancellation;

public sealed class RetentionOfferTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_is_made_to_who_pays_by_the_month_and_never_took_it() => Assert.True(RetentionOffer.IsMade(Subscription(), null, Now));

    [Fact]
    public void It_is_made_once_a_year()
    {
        Assert.False(RetentionOffer.IsMade(Subscription(), Now.AddDays(-364), Now));
        Assert.True(RetentionOffer.IsMade(Subscription(), Now.AddDays(-365), Now));
    }

    [Fact]
    public void It_is_not_made_where_nothing_is_paid_by_the_month()
    {
        Assert.False(RetentionOffer.IsMade(null, null, Now));
        Assert.False(RetentionOffer.IsMade(Subscription(BillingCycle.Annual), null, Now));
        Assert.False(RetentionOffer.IsMade(Subscription(status: "trialing"), null, Now));
    }

    [Fact]
    public void The_price_with_it_is_a_fifth_less() => Assert.Equal(new Money(119_20, "usd"), RetentionOffer.PriceWith(new Money(149_00, "usd")));

    private static TenantSubscription Subscription(BillingCycle cycle = BillingCycle.Monthly, string status = "active") => new()
    {
        Id = Guid.NewGuid(),
        TenantId = Guid.NewGuid(),
        StripeCustomerId = "cus_1",
        StripeSubscriptionId = "sub_1",
        Status = status,
        BillingCycle = cycle,
        CreatedAt = Now,
        UpdatedAt = Now,
    };
}
