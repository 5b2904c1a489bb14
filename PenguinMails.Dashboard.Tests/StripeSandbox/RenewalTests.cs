using Stripe;

namespace PenguinMails.Dashboard.Tests.StripeSandbox;

/// <summary>What time brings about: renewals, their failures, and the end.</summary>
public sealed class RenewalTests
{
    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_renewals_invoice_is_a_draft_for_an_hour_then_finalised_and_paid()
    {
        await using var stripe = await LocalStripe.StartAsync("2026-04-01T00:00:00Z");
        var subscription = await stripe.SubscribeAsync();

        await stripe.AdvanceAsync("2026-05-01T00:59:59Z");
        subscription = await stripe.ReadAsync(subscription);
        Assert.Equal(("active", "draft"), (subscription.Status, subscription.LatestInvoice.Status));
        Assert.Equal(LocalStripe.Time("2026-05-01T01:00:00Z"), subscription.LatestInvoice.AutomaticallyFinalizesAt);
        Assert.Equal(LocalStripe.Time("2026-06-01T00:00:00Z"), subscription.Items.Data[0].CurrentPeriodEnd);

        await stripe.AdvanceAsync("2026-05-01T01:00:00Z");
        var invoice = (await stripe.ReadAsync(subscription)).LatestInvoice;
        Assert.Equal(("paid", "subscription_cycle", 14900L), (invoice.Status, invoice.BillingReason, invoice.AmountPaid));
        Assert.NotNull(invoice.Number);
    }

    [Fact]
    public async Task From_the_31st_of_January_it_renews_at_each_months_end()
    {
        await using var stripe = await LocalStripe.StartAsync("2026-01-31T10:00:00Z");
        var subscription = await stripe.SubscribeAsync();
        var ends = new List<string>();
        for (var month = 0; month < 6; month++)
        {
            var end = (await stripe.ReadAsync(subscription)).Items.Data[0].CurrentPeriodEnd;
            ends.Add($"{end:MM-dd HH:mm}");
            await stripe.Host.AdvanceAsync(end);
        }
        Assert.Equal(["02-28 10:00", "03-31 10:00", "04-30 10:00", "05-31 10:00", "06-30 10:00", "07-31 10:00"], ends);
    }

    [Fact]
    public async Task From_the_29th_of_February_a_year_later_is_the_28th_and_in_a_leap_year_the_29th_again()
    {
        await using var stripe = await LocalStripe.StartAsync("2024-02-29T10:00:00Z");
        var subscription = await stripe.SubscribeAsync(Shop.ProfessionalAnnual, "year");
        Assert.Equal(LocalStripe.Time("2025-02-28T10:00:00Z"), subscription.Items.Data[0].CurrentPeriodEnd);
        await stripe.AdvanceAsync("2027-06-01T00:00:00Z");
        Assert.Equal(LocalStripe.Time("2028-02-29T10:00:00Z"), (await stripe.ReadAsync(subscription)).Items.Data[0].CurrentPeriodEnd);
    }

    [Fact]
    public async Task A_refused_renewal_makes_it_past_due_and_its_invoice_stays_open()
    {
        await using var stripe = await LocalStripe.StartAsync("2026-04-01T00:00:00Z");
        var subscription = await PastDueAsync(stripe);
        Assert.Equal(("past_due", "open", 1L, 14900L), (subscription.Status, subscription.LatestInvoice.Status, subscription.LatestInvoice.AttemptCount, subscription.LatestInvoice.AmountRemaining));
        Assert.True((await stripe.Api.Customers.GetAsync(subscription.CustomerId)).Delinquent);

        var refusal = await Assert.ThrowsAsync<StripeException>(() => stripe.Api.Invoices.PayAsync(subscription.LatestInvoiceId));
        Assert.Equal(("card_declined", "generic_decline"), (refusal.StripeError.Code, refusal.StripeError.DeclineCode));
        var invoice = await stripe.Api.Invoices.GetAsync(subscription.LatestInvoiceId);
        Assert.Equal(("open", 2L), (invoice.Status, invoice.AttemptCount));
        Assert.Equal(2, (await stripe.EventsAsync("invoice.payment_failed")).Count);
    }

    [Fact]
    public async Task Paying_the_open_invoice_makes_it_active_again()
    {
        await using var stripe = await LocalStripe.StartAsync("2026-04-01T00:00:00Z");
        var subscription = await PastDueAsync(stripe);
        await stripe.AdvanceAsync(TimeSpan.FromDays(5));
        await stripe.SwitchCardAsync(new Customer { Id = subscription.CustomerId }, "pm_card_mastercard");

        var paid = await stripe.Api.Invoices.PayAsync(subscription.LatestInvoiceId);
        Assert.Equal(("paid", 14900L, 0L), (paid.Status, paid.AmountPaid, paid.AmountRemaining));
        Assert.Equal("active", (await stripe.ReadAsync(subscription)).Status);
        Assert.False((await stripe.Api.Customers.GetAsync(subscription.CustomerId)).Delinquent);
    }

    [Fact]
    public async Task Declines_asked_for_strike_as_often_as_asked()
    {
        await using var stripe = await LocalStripe.StartAsync("2026-04-01T00:00:00Z");
        var subscription = await stripe.SubscribeAsync();
        await stripe.FaultAsync(new { decline = "insufficient_funds", times = 2 });
        await stripe.AdvanceAsync("2026-05-01T01:00:00Z");
        subscription = await stripe.ReadAsync(subscription);
        Assert.Equal("past_due", subscription.Status);

        var refusal = await Assert.ThrowsAsync<StripeException>(() => stripe.Api.Invoices.PayAsync(subscription.LatestInvoiceId));
        Assert.Equal("insufficient_funds", refusal.StripeError.DeclineCode);
        Assert.Equal("paid", (await stripe.Api.Invoices.PayAsync(subscription.LatestInvoiceId)).Status);
    }

    [Fact]
    public async Task Canceled_at_period_end_it_runs_to_that_second_and_bills_nothing_more()
    {
        await using var stripe = await LocalStripe.StartAsync("2026-04-01T00:00:00Z");
        var subscription = await stripe.SubscribeAsync();
        await stripe.AdvanceAsync(TimeSpan.FromDays(10));
        var leaving = await stripe.Api.Subscriptions.UpdateAsync(subscription.Id, new() { CancelAtPeriodEnd = true });
        Assert.Equal(("active", true, LocalStripe.Time("2026-05-01T00:00:00Z")), (leaving.Status, leaving.CancelAtPeriodEnd, leaving.CancelAt));

        await stripe.AdvanceAsync("2026-04-30T23:59:59Z");
        Assert.Equal("active", (await stripe.ReadAsync(subscription)).Status);
        await stripe.AdvanceAsync("2026-05-03T00:00:00Z");
        var gone = await stripe.ReadAsync(subscription);
        Assert.Equal(("canceled", LocalStripe.Time("2026-05-01T00:00:00Z")), (gone.Status, gone.EndedAt));
        Assert.Single((await stripe.Api.Invoices.ListAsync(new() { Subscription = subscription.Id })).Data);
        Assert.Single(await stripe.EventsAsync("customer.subscription.deleted"));
    }

    [Fact]
    public async Task A_cancellation_taken_back_in_time_never_happened()
    {
        await using var stripe = await LocalStripe.StartAsync("2026-04-01T00:00:00Z");
        var subscription = await stripe.SubscribeAsync();
        await stripe.Api.Subscriptions.UpdateAsync(subscription.Id, new() { CancelAtPeriodEnd = true });
        await stripe.AdvanceAsync(TimeSpan.FromDays(20));
        await stripe.Api.Subscriptions.UpdateAsync(subscription.Id, new() { CancelAtPeriodEnd = false });
        await stripe.AdvanceAsync("2026-05-01T01:00:00Z");
        subscription = await stripe.ReadAsync(subscription);
        Assert.Equal(("active", "paid", null), (subscription.Status, subscription.LatestInvoice.Status, subscription.CancelAt));
    }

    [Fact]
    public async Task A_test_clock_brings_its_renewals_in_order()
    {
        await using var stripe = await LocalStripe.StartAsync();
        var clock = await stripe.Api.TestHelpers.TestClocks.CreateAsync(new() { FrozenTime = LocalStripe.Time("2026-01-01T00:00:00Z") });
        var customer = await stripe.Api.Customers.CreateAsync(new() { TestClock = clock.Id });
        customer = await stripe.SwitchCardAsync(customer, "pm_card_visa");
        var subscription = await stripe.SubscribeAsync(customer, await stripe.PriceAsync("Starter", Shop.Starter));

        await stripe.Api.TestHelpers.TestClocks.AdvanceAsync(clock.Id, new() { FrozenTime = LocalStripe.Time("2026-03-05T00:00:00Z") });
        Assert.Equal("ready", (await stripe.Api.TestHelpers.TestClocks.GetAsync(clock.Id)).Status);
        var invoices = (await stripe.Api.Invoices.ListAsync(new() { Subscription = subscription.Id })).Data;
        Assert.Equal(["03-01", "02-01", "01-01"], invoices.Select(invoice => $"{invoice.Created:MM-dd}"));
        Assert.All(invoices, invoice => Assert.Equal("paid", invoice.Status));
    }

    private static async Task<Subscription> PastDueAsync(LocalStripe stripe)
    {
        var subscription = await stripe.SubscribeAsync();
        await stripe.SwitchCardAsync(new Customer { Id = subscription.CustomerId }, "pm_card_chargeCustomerFail");
        await stripe.Host.AdvanceAsync(subscription.Items.Data[0].CurrentPeriodEnd + AnHour);
        return await stripe.ReadAsync(subscription);
    }
}
