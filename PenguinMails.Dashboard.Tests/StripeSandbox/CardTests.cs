using Stripe;

namespace PenguinMails.Dashboard.Tests.StripeSandbox;

/// <summary>https://docs.stripe.com/testing: what each well-known card does.</summary>
public sealed class CardTests
{
    private const string Back = "http://localhost:5080/back";

    [Theory]
    [InlineData("4242424242424242", "visa")]
    [InlineData("5555555555554444", "mastercard")]
    [InlineData("378282246310005", "amex")]
    [InlineData("6011111111111117", "discover")]
    [InlineData("3056930009020004", "diners")]
    [InlineData("3566002020360505", "jcb")]
    [InlineData("6200000000000005", "unionpay")]
    public async Task Cards_that_pay_tell_their_brand(string number, string brand)
    {
        await using var stripe = await LocalStripe.StartAsync();
        var intent = await PayAsync(stripe, await CardAsync(stripe, number));
        Assert.Equal(("succeeded", brand), (intent.Status, intent.LatestCharge.PaymentMethodDetails.Card.Brand));
    }

    [Theory]
    [InlineData("4000000000000002", "card_declined", "generic_decline")]
    [InlineData("4000000000009995", "card_declined", "insufficient_funds")]
    [InlineData("4000000000009987", "card_declined", "lost_card")]
    [InlineData("4000000000009979", "card_declined", "stolen_card")]
    [InlineData("4000000000000069", "expired_card", "expired_card")]
    [InlineData("4000000000000127", "incorrect_cvc", "incorrect_cvc")]
    [InlineData("4000000000000119", "processing_error", "processing_error")]
    [InlineData("4000000000006975", "card_declined", "card_velocity_exceeded")]
    public async Task Cards_that_are_refused_say_why(string number, string code, string declineCode)
    {
        await using var stripe = await LocalStripe.StartAsync();
        var card = await CardAsync(stripe, number);
        var refusal = await Assert.ThrowsAsync<StripeException>(() => PayAsync(stripe, card));
        Assert.Equal((402, "card_error", code, declineCode), ((int)refusal.HttpStatusCode, refusal.StripeError.Type, refusal.StripeError.Code, refusal.StripeError.DeclineCode));
        // The attempt happened: its payment waits for another card, its charge failed.
        Assert.Equal("requires_payment_method", refusal.StripeError.PaymentIntent.Status);
        var charge = Assert.Single((await stripe.Api.Charges.ListAsync()).Data);
        Assert.Equal(("failed", code), (charge.Status, charge.FailureCode));
    }

    [Fact]
    public async Task The_card_ending_0341_can_be_saved_and_fails_when_it_is_charged()
    {
        await using var stripe = await LocalStripe.StartAsync();
        var customer = await stripe.CustomerAsync(card: null);
        var card = await CardAsync(stripe, "4000000000000341");
        card = await stripe.Api.PaymentMethods.AttachAsync(card.Id, new() { Customer = customer.Id });
        Assert.Equal(customer.Id, card.CustomerId);
        var refusal = await Assert.ThrowsAsync<StripeException>(() => PayAsync(stripe, card, customer));
        Assert.Equal("generic_decline", refusal.StripeError.DeclineCode);
    }

    [Fact]
    public async Task The_card_ending_3184_asks_for_authentication_each_time()
    {
        await using var stripe = await LocalStripe.StartAsync();
        var customer = await SetUpAsync(stripe, "pm_card_authenticationRequired");

        var intent = await PayAsync(stripe, new() { Id = customer.InvoiceSettings.DefaultPaymentMethodId }, customer);
        Assert.Equal("requires_action", intent.Status);
        Assert.Equal(Back, (await stripe.AuthenticateAsync(intent.NextAction.RedirectToUrl.Url))?.ToString());
        Assert.Equal("succeeded", (await stripe.Api.PaymentIntents.GetAsync(intent.Id)).Status);
    }

    [Fact]
    public async Task The_card_ending_3184_cannot_renew_while_its_owner_is_away()
    {
        await using var stripe = await LocalStripe.StartAsync();
        var customer = await SetUpAsync(stripe, "pm_card_authenticationRequired");
        var subscription = await stripe.SubscribeAsync(customer, await stripe.PriceAsync("Starter", Shop.Starter), trialDays: 7);
        await stripe.AdvanceAsync(TimeSpan.FromDays(7) + TimeSpan.FromHours(1));

        subscription = await stripe.ReadAsync(subscription);
        Assert.Equal(("past_due", "open"), (subscription.Status, subscription.LatestInvoice.Status));
        Assert.Single(await stripe.EventsAsync("invoice.payment_action_required"));

        await stripe.AuthenticateAsync($"{stripe.Address}/3ds/{subscription.LatestInvoice.Payments.Data[0].Payment.PaymentIntentId}");
        subscription = await stripe.ReadAsync(subscription);
        Assert.Equal(("active", "paid"), (subscription.Status, subscription.LatestInvoice.Status));
    }

    [Fact]
    public async Task The_card_ending_3155_asks_when_it_is_set_up_and_pays_by_itself_from_then_on()
    {
        await using var stripe = await LocalStripe.StartAsync();
        var customer = await SetUpAsync(stripe, "pm_card_authenticationRequiredOnSetup");
        var subscription = await stripe.SubscribeAsync(customer, await stripe.PriceAsync("Starter", Shop.Starter), trialDays: 7);
        await stripe.AdvanceAsync(TimeSpan.FromDays(7) + TimeSpan.FromHours(1));
        subscription = await stripe.ReadAsync(subscription);
        Assert.Equal(("active", "paid"), (subscription.Status, subscription.LatestInvoice.Status));
    }

    [Fact]
    public async Task Failed_authentication_leaves_the_card_unsaved()
    {
        await using var stripe = await LocalStripe.StartAsync();
        var customer = await stripe.CustomerAsync(card: null);
        var setup = await BeginSetupAsync(stripe, customer, "pm_card_authenticationRequired");
        await stripe.AuthenticateAsync(setup.NextAction.RedirectToUrl.Url, complete: false);
        setup = await stripe.Api.SetupIntents.GetAsync(setup.Id);
        Assert.Equal(("requires_payment_method", "setup_intent_authentication_failure"), (setup.Status, setup.LastSetupError.Code));
        Assert.Empty((await stripe.Api.Customers.PaymentMethods.ListAsync(customer.Id)).Data);
    }

    private static Task<PaymentMethod> CardAsync(LocalStripe stripe, string number) => stripe.Api.PaymentMethods.CreateAsync(new()
    {
        Type = "card", Card = new() { Number = number, ExpMonth = 12, ExpYear = 2034, Cvc = number.StartsWith('3') ? "1234" : "123" },
    });

    private static Task<PaymentIntent> PayAsync(LocalStripe stripe, PaymentMethod card, Customer? customer = null) => stripe.Api.PaymentIntents.CreateAsync(new()
    {
        Amount = Shop.Starter,
        Currency = "usd",
        Customer = customer?.Id,
        PaymentMethod = card.Id,
        Confirm = true,
        ReturnUrl = Back,
        Expand = ["latest_charge"],
    });

    private static Task<SetupIntent> BeginSetupAsync(LocalStripe stripe, Customer customer, string card) =>
        stripe.Api.SetupIntents.CreateAsync(new() { Customer = customer.Id, PaymentMethod = card, Confirm = true, ReturnUrl = Back });

    private static async Task<Customer> SetUpAsync(LocalStripe stripe, string card)
    {
        var customer = await stripe.CustomerAsync(card: null);
        var setup = await BeginSetupAsync(stripe, customer, card);
        Assert.Equal("requires_action", setup.Status);
        await stripe.AuthenticateAsync(setup.NextAction.RedirectToUrl.Url);
        setup = await stripe.Api.SetupIntents.GetAsync(setup.Id);
        Assert.Equal("succeeded", setup.Status);
        return await stripe.Api.Customers.UpdateAsync(customer.Id, new() { InvoiceSettings = new() { DefaultPaymentMethod = setup.PaymentMethodId } });
    }
}
