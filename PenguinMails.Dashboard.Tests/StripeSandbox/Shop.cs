using Stripe;

namespace PenguinMails.Dashboard.Tests.StripeSandbox;

/// <summary>The product's plans and its customers, as a test finds them.</summary>
internal static class Shop
{
    public const long Starter = 4900;
    public const long StarterAnnual = 47000;
    public const long Professional = 14900;
    public const long ProfessionalAnnual = 143000;
    public const long Business = 39900;
    public const long Seat = 1500;

    public static Task<Price> PriceAsync(this LocalStripe stripe, string name, long cents, string interval = "month") =>
        stripe.Api.Prices.CreateAsync(new() { ProductData = new() { Name = name }, Currency = "usd", UnitAmount = cents, Recurring = new() { Interval = interval } });

    /// <summary>A customer whose default card is one of Stripe's test cards; null for one without a card.</summary>
    public static async Task<Customer> CustomerAsync(this LocalStripe stripe, string? card = "pm_card_visa", string country = "US")
    {
        var customer = await stripe.Api.Customers.CreateAsync(new() { Email = "ada@example.com", Address = new() { Country = country, PostalCode = "10001" } });
        return card is null ? customer : await stripe.SwitchCardAsync(customer, card);
    }

    public static async Task<Customer> SwitchCardAsync(this LocalStripe stripe, Customer customer, string card)
    {
        var attached = await stripe.Api.PaymentMethods.AttachAsync(card, new() { Customer = customer.Id });
        return await stripe.Api.Customers.UpdateAsync(customer.Id, new() { InvoiceSettings = new() { DefaultPaymentMethod = attached.Id } });
    }

    public static Task<Subscription> SubscribeAsync(this LocalStripe stripe, Customer customer, Price price, int? trialDays = null) =>
        stripe.Api.Subscriptions.CreateAsync(new()
        {
            Customer = customer.Id,
            Items = [new() { Price = price.Id }],
            TrialPeriodDays = trialDays,
            Expand = ["latest_invoice.payments"],
        });

    public static async Task<Subscription> SubscribeAsync(this LocalStripe stripe, long cents = Professional, string interval = "month", string card = "pm_card_visa", int? trialDays = null) =>
        await stripe.SubscribeAsync(await stripe.CustomerAsync(card), await stripe.PriceAsync("Plan", cents, interval), trialDays);

    /// <summary>The subscription as it stands now, with its latest invoice.</summary>
    public static Task<Subscription> ReadAsync(this LocalStripe stripe, Subscription subscription) =>
        stripe.Api.Subscriptions.GetAsync(subscription.Id, new() { Expand = ["latest_invoice.payments"] });

    public static Task<Subscription> SwitchAsync(this LocalStripe stripe, Subscription subscription, Price to, string prorations = "always_invoice", DateTime? prorationDate = null) =>
        stripe.Api.Subscriptions.UpdateAsync(subscription.Id, new()
        {
            Items = [new() { Id = subscription.Items.Data[0].Id, Price = to.Id }],
            ProrationBehavior = prorations,
            ProrationDate = prorationDate,
            Expand = ["latest_invoice.payments"],
        });

    public static Task<Invoice> PreviewSwitchAsync(this LocalStripe stripe, Subscription subscription, Price to, string prorations = "always_invoice", DateTime? prorationDate = null) =>
        stripe.Api.Invoices.CreatePreviewAsync(new()
        {
            Subscription = subscription.Id,
            SubscriptionDetails = new()
            {
                Items = [new() { Id = subscription.Items.Data[0].Id, Price = to.Id }],
                ProrationBehavior = prorations,
                ProrationDate = prorationDate,
            },
        });

    /// <summary>Events of one type, oldest first.</summary>
    public static async Task<List<Event>> EventsAsync(this LocalStripe stripe, string type) =>
        [.. (await stripe.Api.Events.ListAsync(new() { Type = type, Limit = 100 })).Data.AsEnumerable().Reverse()];
}
