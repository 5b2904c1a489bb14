using Stripe;

namespace PenguinMails.Dashboard.Tests.StripeSandbox;

/// <summary>What random histories once brought to light, each in its shortest form.</summary>
public sealed class ConsistencyTests
{
    [Fact]
    public async Task A_coupon_for_one_invoice_goes_with_it_and_the_subscription_says_so()
    {
        await using var stripe = await LocalStripe.StartAsync("2026-04-01T00:00:00Z");
        await stripe.Api.Coupons.CreateAsync(new() { Id = "ONCE", AmountOff = 1000, Currency = "usd", Duration = "once" });
        var subscription = await stripe.SubscribeAsync();
        await stripe.Api.Subscriptions.UpdateAsync(subscription.Id, new() { Discounts = [new() { Coupon = "ONCE" }] });
        await stripe.AdvanceAsync("2026-05-01T01:00:00Z");

        subscription = await stripe.ReadAsync(subscription);
        Assert.Equal((13900, 0), (subscription.LatestInvoice.AmountPaid, subscription.DiscountIds.Count));
        var told = (Subscription)(await stripe.EventsAsync("customer.subscription.updated"))[^1].Data.Object;
        Assert.Empty(told.DiscountIds);
    }

    [Fact]
    public async Task Canceled_while_past_due_no_event_calls_it_active_once_more()
    {
        await using var stripe = await LocalStripe.StartAsync("2026-04-01T00:00:00Z");
        var subscription = await stripe.SubscribeAsync();
        await stripe.FaultAsync(new { decline = "insufficient_funds", times = 1 });
        await stripe.AdvanceAsync("2026-05-01T01:00:00Z");
        Assert.Equal("past_due", (await stripe.ReadAsync(subscription)).Status);
        var before = (await stripe.EventsAsync("customer.subscription.updated")).Count;

        await stripe.Api.Subscriptions.CancelAsync(subscription.Id, new() { Prorate = true, InvoiceNow = true });
        Assert.Equal(before, (await stripe.EventsAsync("customer.subscription.updated")).Count);
        Assert.Equal("canceled", ((Subscription)Assert.Single(await stripe.EventsAsync("customer.subscription.deleted")).Data.Object).Status);
    }

    [Fact]
    public async Task Too_little_to_charge_waits_on_the_balance_and_the_preview_says_so()
    {
        await using var stripe = await LocalStripe.StartAsync("2026-04-01T00:00:00Z");
        var professional = await stripe.PriceAsync("Professional", Shop.Professional);
        var subscription = await stripe.SubscribeAsync(Shop.Starter);
        await stripe.Api.Customers.BalanceTransactions.CreateAsync(subscription.CustomerId, new() { Amount = -9970, Currency = "usd" });

        // At once the change costs 14900 − 4900 = 10000; credit leaves 30 cents, less than the 50 that can be charged.
        var preview = await stripe.PreviewSwitchAsync(subscription, professional);
        var billed = (await stripe.SwitchAsync(subscription, professional)).LatestInvoice;
        Assert.Equal((10000, 0), (preview.Total, preview.AmountDue));
        Assert.Equal((10000, 0, "paid"), (billed.Total, billed.AmountDue, billed.Status));
        Assert.Equal(30, (await stripe.Api.Customers.GetAsync(subscription.CustomerId)).Balance);
    }
}
