using Bunit;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Billing.Pages;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Billing.Pages;

public sealed class SubscriptionCardTests : ComponentTest
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_active_subscription_says_price_state_and_next_charge()
    {
        var card = Show(SubscriptionState.Active, subscription => subscription.NextAmount = 16092);

        Assert.Contains("$149.00", card, StringComparison.Ordinal);
        Assert.Contains("Active", card, StringComparison.Ordinal);
        Assert.Contains("Next charge", card, StringComparison.Ordinal);
        Assert.Contains("$160.92 on 24 December 2026", card, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_says_when_the_first_charge_comes() =>
        Assert.Contains("First charge", Show(SubscriptionState.Trialing, _ => { }), StringComparison.Ordinal);

    [Fact]
    public void A_subscription_that_will_end_promises_no_charge()
    {
        var card = Show(SubscriptionState.Active, subscription => subscription.CancelAtPeriodEnd = true);

        Assert.DoesNotContain("Next charge", card, StringComparison.Ordinal);
        Assert.Contains("Nothing more is charged", card, StringComparison.Ordinal);
    }

    [Fact]
    public void An_ended_one_says_when() =>
        Assert.Contains("Ended", Show(SubscriptionState.Canceled, subscription => subscription.EndedAt = Start.AddDays(3)), StringComparison.Ordinal);

    private string Show(SubscriptionState state, Action<TenantSubscription> change)
    {
        var subscription = new TenantSubscription
        {
            Id = Guid.NewGuid(),
            TenantId = Guid.NewGuid(),
            StripeCustomerId = "cus_1",
            StripeSubscriptionId = "sub_1",
            Status = "active",
            CreatedAt = Start,
            UpdatedAt = Start,
            CurrentPeriodStart = Start,
            CurrentPeriodEnd = Start.AddMonths(1),
            Amount = 14900,
        };
        change(subscription);
        var plan = new Plan { Id = "professional", Name = "Professional", Summary = "" };
        var overview = new Overview("Acme", state, subscription, plan, TrialAvailable: false, HasCustomer: true);
        return Render<SubscriptionCard>(parameters => parameters.Add(card => card.Overview, overview)).Markup;
    }
}
