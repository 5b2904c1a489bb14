using PenguinMails.Dashboard.Tests.Harness;
using Stripe;

namespace PenguinMails.Dashboard.Tests.Dunning.AnyCourse;

/// <summary>A tenant that owes a renewal, and what it does at Stripe, past the product.</summary>
internal sealed class Debt(StripeAccount stripe, Guid tenant, string customer, string subscription, string key)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private int _elsewhere;

    public Guid Tenant => tenant;

    public string Customer => customer;

    public string Subscription => subscription;

    /// <summary>By which it asks the REST API.</summary>
    public string Key => key;

    /// <summary>How often the bank was asked past us.</summary>
    public int Elsewhere => Volatile.Read(ref _elsewhere);

    /// <summary>A subscription that is paid for until its first renewal.</summary>
    public static async Task<Debt> BeginAsync(CommonGround ground, StripeAccount stripe)
    {
        var customer = (await new CustomerService(stripe.Client).CreateAsync(new() { Name = "Northwind" }, cancellationToken: Ct)).Id;
        var tenant = await ground.AdoptAsync(customer);
        var card = await stripe.AttachAsync(customer, "pm_card_visa");
        var created = await new SubscriptionService(stripe.Client).CreateAsync(
            new() { Customer = customer, DefaultPaymentMethod = card, Items = [new() { Price = await stripe.PriceAsync("professional_monthly") }] }, cancellationToken: Ct);
        return new Debt(stripe, tenant, customer, created.Id, await ground.KeyAsync(tenant));
    }

    public Task<Subscription> SubscriptionAsync() => new SubscriptionService(stripe.Client).GetAsync(subscription, cancellationToken: Ct);

    /// <summary>The renewal's, which is the newest.</summary>
    public async Task<Invoice> InvoiceAsync() =>
        (await new InvoiceService(stripe.Client).ListAsync(new() { Subscription = subscription, Limit = 1 }, cancellationToken: Ct)).Single();

    /// <summary>How the bank answered each time it was asked for the renewal.</summary>
    public async Task<List<string>> ChargesAsync() =>
        [.. (await new ChargeService(stripe.Client).ListAsync(new() { Customer = customer, Limit = 100 }, cancellationToken: Ct)).Select(charge => charge.Status).Reverse().Skip(1)];

    public async Task DoAsync(Deed deed)
    {
        if (deed is Deed.PayPastUs)
            await PayAsync();
        else if (deed is Deed.ReplaceTheCard or Deed.ReplaceTheCardByABadOne && (await InvoiceAsync()).Status == "open")
            await ReplaceCardAsync(deed is Deed.ReplaceTheCard ? "pm_card_mastercard" : "pm_card_chargeCustomerFail");
    }

    private async Task ReplaceCardAsync(string card)
    {
        var method = await stripe.AttachAsync(customer, card);
        try
        {
            await new SubscriptionService(stripe.Client).UpdateAsync(subscription, new() { DefaultPaymentMethod = method }, cancellationToken: Ct);
        }
        catch (StripeException)
        {
            // It was canceled in this moment.
        }
    }

    private async Task PayAsync()
    {
        // Counted before, so that whoever compares meanwhile never finds more at the bank than is accounted for.
        Interlocked.Increment(ref _elsewhere);
        try
        {
            await new InvoiceService(stripe.Client).PayAsync((await InvoiceAsync()).Id, cancellationToken: Ct);
        }
        catch (StripeException error)
        {
            if (error.StripeError?.Type != "card_error")
                Interlocked.Decrement(ref _elsewhere);
        }
    }
}
