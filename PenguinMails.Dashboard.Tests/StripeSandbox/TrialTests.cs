using Stripe;

namespace PenguinMails.Dashboard.Tests.StripeSandbox;

/// <summary>https://docs.stripe.com/billing/subscriptions/trials</summary>
public sealed class TrialTests
{
    private const string WillEnd = "customer.subscription.trial_will_end";

    [Fact]
    public async Task It_costs_nothing_until_it_ends_and_then_the_plan()
    {
        await using var stripe = await LocalStripe.StartAsync();
        var subscription = await stripe.SubscribeAsync(trialDays: 14);
        Assert.Equal(("trialing", "paid", 0L), (subscription.Status, subscription.LatestInvoice.Status, subscription.LatestInvoice.Total));

        await stripe.AdvanceAsync(TimeSpan.FromDays(14));
        subscription = await stripe.ReadAsync(subscription);
        Assert.Equal(("active", "draft"), (subscription.Status, subscription.LatestInvoice.Status));
        await stripe.AdvanceAsync(TimeSpan.FromHours(1));
        subscription = await stripe.ReadAsync(subscription);
        Assert.Equal(("paid", 14900L), (subscription.LatestInvoice.Status, subscription.LatestInvoice.AmountPaid));
        Assert.Equal(LocalStripe.Time("2026-03-15T12:00:00Z"), subscription.Items.Data[0].CurrentPeriodStart);
    }

    [Fact]
    public async Task Its_end_is_announced_three_days_ahead_and_once()
    {
        await using var stripe = await LocalStripe.StartAsync();
        await stripe.SubscribeAsync(trialDays: 14);
        await stripe.AdvanceAsync(TimeSpan.FromDays(11) - TimeSpan.FromSeconds(1));
        Assert.Empty(await stripe.EventsAsync(WillEnd));
        await stripe.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(LocalStripe.Time("2026-03-12T12:00:00Z"), Assert.Single(await stripe.EventsAsync(WillEnd)).Created);
        await stripe.AdvanceAsync(TimeSpan.FromDays(4));
        Assert.Single(await stripe.EventsAsync(WillEnd));
    }

    [Fact]
    public async Task A_trial_shorter_than_three_days_is_announced_at_once()
    {
        await using var stripe = await LocalStripe.StartAsync();
        await stripe.SubscribeAsync(trialDays: 2);
        Assert.Single(await stripe.EventsAsync(WillEnd));
    }

    [Fact]
    public async Task A_card_refused_at_its_end_makes_it_past_due()
    {
        await using var stripe = await LocalStripe.StartAsync();
        var subscription = await stripe.SubscribeAsync(card: "pm_card_chargeCustomerFail", trialDays: 14);
        await stripe.AdvanceAsync(TimeSpan.FromDays(14) + TimeSpan.FromHours(1));
        subscription = await stripe.ReadAsync(subscription);
        Assert.Equal(("past_due", "open"), (subscription.Status, subscription.LatestInvoice.Status));
    }

    [Theory]
    [InlineData("cancel", "canceled")]
    [InlineData("pause", "paused")]
    [InlineData("create_invoice", "past_due")]
    public async Task Without_a_card_it_ends_as_its_settings_say(string setting, string status)
    {
        await using var stripe = await LocalStripe.StartAsync();
        var customer = await stripe.CustomerAsync(card: null);
        var price = await stripe.PriceAsync("Starter", Shop.Starter);
        var subscription = await stripe.Api.Subscriptions.CreateAsync(new()
        {
            Customer = customer.Id,
            Items = [new() { Price = price.Id }],
            TrialPeriodDays = 14,
            TrialSettings = new() { EndBehavior = new() { MissingPaymentMethod = setting } },
        });
        await stripe.AdvanceAsync(TimeSpan.FromDays(15));
        Assert.Equal(status, (await stripe.ReadAsync(subscription)).Status);
    }

    [Fact]
    public async Task Ended_by_hand_it_is_paid_from_that_moment()
    {
        await using var stripe = await LocalStripe.StartAsync();
        var subscription = await stripe.SubscribeAsync(trialDays: 14);
        await stripe.AdvanceAsync(TimeSpan.FromDays(5));
        var ended = await stripe.Api.Subscriptions.UpdateAsync(subscription.Id, new() { TrialEnd = SubscriptionTrialEnd.Now, Expand = ["latest_invoice"] });
        Assert.Equal(("active", "paid", 14900L), (ended.Status, ended.LatestInvoice.Status, ended.LatestInvoice.AmountPaid));
        Assert.Equal(stripe.Now, ended.BillingCycleAnchor);
    }
}
