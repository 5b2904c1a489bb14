using Bunit;
using PenguinMails.Dashboard.ChangePlan;
using PenguinMails.Dashboard.ChangePlan.Pages;
using PenguinMails.Dashboard.ChangePlan.Rules;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.ChangePlan.Pages;

public sealed class ChangeNoticeTests : ComponentTest
{
    public static TheoryData<ChangeOutcome, string> Outcomes => new()
    {
        { new ChangeOutcome.Changed(), "up to date" },
        { new ChangeOutcome.Scheduled(new DateTimeOffset(2026, 12, 24, 0, 0, 0, TimeSpan.Zero)), "24 December 2026" },
        { new ChangeOutcome.NeedsConfirmation(new Uri("https://invoice.stripe.com/i/1")), "https://invoice.stripe.com/i/1" },
        { new ChangeOutcome.Declined("The card has expired."), "The card has expired." },
        { new ChangeOutcome.ExceedsLimits([new LimitExcess("seats", 4, 2)]), "2 seats" },
        { new ChangeOutcome.NothingToChange(), "what you have" },
        { new ChangeOutcome.NotNow(ChangeObstacle.PaymentOpen), "unpaid" },
        { new ChangeOutcome.NotForSale(), "cannot be bought" },
        { new ChangeOutcome.NotAllowed(), "owner" },
        { new ChangeOutcome.StripeUnavailable(TimeSpan.FromSeconds(1)), "cannot be reached" },
    };

    [Theory]
    [MemberData(nameof(Outcomes), DisableDiscoveryEnumeration = true)]
    public void Every_outcome_is_told(ChangeOutcome outcome, string words) =>
        Assert.Contains(words, Render<ChangeNotice>(parameters => parameters.Add(notice => notice.Outcome, outcome)).Markup, StringComparison.Ordinal);

    [Fact]
    public void A_member_sees_the_scheduled_change_and_no_button()
    {
        var row = new PenguinMails.Dashboard.Billing.Mirror.TenantSubscription
        {
            Id = Guid.NewGuid(),
            TenantId = Guid.NewGuid(),
            StripeCustomerId = "cus_1",
            StripeSubscriptionId = "sub_1",
            Status = "active",
            CreatedAt = DateTimeOffset.UnixEpoch,
            UpdatedAt = DateTimeOffset.UnixEpoch,
            ScheduledAt = new DateTimeOffset(2026, 12, 24, 0, 0, 0, TimeSpan.Zero),
            ScheduledPlanId = "starter",
            ScheduledCycle = BillingCycle.Monthly,
        };

        var notice = Render<ScheduledNotice>(parameters => parameters.Add(card => card.Subscription, row).Add(card => card.PlanName, "Starter"));

        Assert.Contains("On 24 December 2026 your plan changes to Starter", notice.Markup, StringComparison.Ordinal);
        Assert.Empty(notice.FindAll("button"));
    }

    [Theory]
    [InlineData(ChangeObstacle.NoSubscription, "/plans")]
    [InlineData(ChangeObstacle.Ending, "/cancel")]
    [InlineData(ChangeObstacle.PaymentOpen, "/billing")]
    public void An_obstacle_shows_the_way_round_it(ChangeObstacle obstacle, string way) =>
        Assert.Equal(way, Render<ObstacleNotice>(parameters => parameters.Add(notice => notice.Obstacle, obstacle)).Find("a").GetAttribute("href"));
}
