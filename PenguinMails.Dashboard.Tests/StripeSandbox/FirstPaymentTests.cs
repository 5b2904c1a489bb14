using Stripe;

namespace PenguinMails.Dashboard.Tests.StripeSandbox;

/// <summary>https://docs.stripe.com/billing/subscriptions/overview#subscription-lifecycle: how a subscription begins, or does not.</summary>
public sealed class FirstPaymentTests
{
    [Fact]
    public async Task A_card_that_pays_makes_it_active_at_once()
    {
        await using var stripe = await LocalStripe.StartAsync();
        var subscription = await stripe.SubscribeAsync();
        Assert.Equal(("active", "paid", 14900L), (subscription.Status, subscription.LatestInvoice.Status, subscription.LatestInvoice.AmountPaid));
    }

    [Fact]
    public async Task A_refused_first_payment_leaves_it_incomplete_and_the_invoice_open()
    {
        await using var stripe = await LocalStripe.StartAsync();
        var subscription = await stripe.SubscribeAsync(card: "pm_card_chargeCustomerFail");
        Assert.Equal(("incomplete", "open"), (subscription.Status, subscription.LatestInvoice.Status));
    }

    [Fact]
    public async Task After_23_hours_an_incomplete_one_expires_and_its_invoice_is_void()
    {
        await using var stripe = await LocalStripe.StartAsync();
        var subscription = await stripe.SubscribeAsync(card: "pm_card_chargeCustomerFail");

        await stripe.AdvanceAsync(TimeSpan.FromHours(23) - TimeSpan.FromSeconds(1));
        Assert.Equal("incomplete", (await stripe.ReadAsync(subscription)).Status);

        await stripe.AdvanceAsync(TimeSpan.FromSeconds(1));
        subscription = await stripe.ReadAsync(subscription);
        Assert.Equal(("incomplete_expired", "void"), (subscription.Status, subscription.LatestInvoice.Status));
        // An incomplete subscription that expires is told as an update, not as a deletion.
        Assert.Empty(await stripe.EventsAsync("customer.subscription.deleted"));
    }

    [Fact]
    public async Task Paying_within_23_hours_makes_it_active()
    {
        await using var stripe = await LocalStripe.StartAsync();
        var subscription = await stripe.SubscribeAsync(card: "pm_card_chargeCustomerFail");
        await stripe.SwitchCardAsync(new Customer { Id = subscription.CustomerId }, "pm_card_visa");

        await stripe.Api.Invoices.PayAsync(subscription.LatestInvoiceId);
        await stripe.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal("active", (await stripe.ReadAsync(subscription)).Status);
    }

    [Fact]
    public async Task Error_if_incomplete_refuses_and_creates_nothing()
    {
        await using var stripe = await LocalStripe.StartAsync();
        var customer = await stripe.CustomerAsync("pm_card_chargeCustomerFail");
        var price = await stripe.PriceAsync("Starter", Shop.Starter);

        var refusal = await Assert.ThrowsAsync<StripeException>(() => stripe.Api.Subscriptions.CreateAsync(new()
        {
            Customer = customer.Id, Items = [new() { Price = price.Id }], PaymentBehavior = "error_if_incomplete",
        }));
        Assert.Equal(402, (int)refusal.HttpStatusCode);
        Assert.Empty((await stripe.Api.Subscriptions.ListAsync(new() { Customer = customer.Id, Status = "all" })).Data);
    }

    [Fact]
    public async Task Default_incomplete_waits_for_its_payment_intent_to_be_confirmed()
    {
        await using var stripe = await LocalStripe.StartAsync();
        var customer = await stripe.CustomerAsync(card: null);
        var price = await stripe.PriceAsync("Starter", Shop.Starter);
        var subscription = await stripe.Api.Subscriptions.CreateAsync(new()
        {
            Customer = customer.Id,
            Items = [new() { Price = price.Id }],
            PaymentBehavior = "default_incomplete",
            PaymentSettings = new() { SaveDefaultPaymentMethod = "on_subscription" },
            Expand = ["latest_invoice.payments", "latest_invoice.confirmation_secret"],
        });
        Assert.Equal("incomplete", subscription.Status);
        var intent = subscription.LatestInvoice.Payments.Data[0].Payment.PaymentIntentId;
        Assert.StartsWith(intent, subscription.LatestInvoice.ConfirmationSecret.ClientSecret, StringComparison.Ordinal);

        await stripe.Api.PaymentIntents.ConfirmAsync(intent, new() { PaymentMethod = "pm_card_visa", ReturnUrl = "http://localhost:5080/back" });
        subscription = await stripe.ReadAsync(subscription);
        Assert.Equal("active", subscription.Status);
        Assert.NotNull(subscription.DefaultPaymentMethodId);
    }
}
