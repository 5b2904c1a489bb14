using PenguinMails.Dashboard.Tests.Harness;
using Stripe;

namespace PenguinMails.Dashboard.Tests.Webhooks.AnyDelivery;

/// <summary>What an owner, a customer or time may do to a subscription.</summary>
public enum Step
{
    ChangePlan,
    ScheduleCancellation,
    UndoCancellation,
    ReplaceCard,
    Refund,
    CancelNow,
}

/// <summary>One customer's subscription at Stripe, and what the product must tell of what happens to it.</summary>
internal sealed class SubscriptionLife(StripeAccount stripe, string customer)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly SubscriptionService _subscriptions = new(stripe.Client);
    private readonly List<string> _told = [];
    private string _id = "";

    public string Customer => customer;

    /// <summary>What the trail must say, once each and in this order.</summary>
    public IReadOnlyList<string> Told => _told;

    public async Task BeginAsync()
    {
        var card = await stripe.AttachAsync(customer, "pm_card_visa");
        var created = await _subscriptions.CreateAsync(
            new() { Customer = customer, DefaultPaymentMethod = card, Items = [new() { Price = await stripe.PriceAsync("professional_monthly") }] }, cancellationToken: Ct);
        _id = created.Id;
        _told.Add("Subscription started");
    }

    public Task<Subscription> NowAsync() => _subscriptions.GetAsync(_id, new() { Expand = ["default_payment_method"] }, cancellationToken: Ct);

    /// <summary>How many invoices are to be told by themselves: the first is told with the subscription, and one over nothing not at all.</summary>
    public async Task<int> InvoicesToTellAsync() => (await new InvoiceService(stripe.Client).ListAsync(new() { Customer = customer, Limit = 100 }, cancellationToken: Ct))
        .Count(invoice => invoice is { Status: "paid", Total: > 0, BillingReason: not "subscription_create" });

    public async Task LiveAsync(Step step)
    {
        var now = await NowAsync();
        if (now.Status != "canceled" && await DoAsync(step, now) is { } told)
            _told.Add(told);
    }

    /// <returns>What is to be told of it; null where it changes nothing that is.</returns>
    private async Task<string?> DoAsync(Step step, Subscription now)
    {
        switch (step)
        {
            case Step.ChangePlan:
                var item = now.Items.Single();
                var business = await stripe.PriceAsync("business_monthly");
                var other = item.Price.Id == business ? await stripe.PriceAsync("professional_monthly") : business;
                await _subscriptions.UpdateAsync(_id, new() { Items = [new() { Id = item.Id, Price = other }], ProrationBehavior = "always_invoice" }, cancellationToken: Ct);
                return "Plan changed";
            case Step.ScheduleCancellation when !now.CancelAtPeriodEnd:
                await _subscriptions.UpdateAsync(_id, new() { CancelAtPeriodEnd = true }, cancellationToken: Ct);
                return "Cancellation scheduled";
            case Step.UndoCancellation when now.CancelAtPeriodEnd:
                await _subscriptions.UpdateAsync(_id, new() { CancelAtPeriodEnd = false }, cancellationToken: Ct);
                return "Cancellation undone";
            case Step.ReplaceCard:
                var card = await stripe.AttachAsync(customer, "pm_card_mastercard");
                await _subscriptions.UpdateAsync(_id, new() { DefaultPaymentMethod = card }, cancellationToken: Ct);
                return now.DefaultPaymentMethod.Card.Last4 == "4444" ? null : "Payment method changed";
            case Step.Refund:
                var paid = (await new PaymentIntentService(stripe.Client).ListAsync(new() { Customer = customer }, cancellationToken: Ct)).First();
                await new RefundService(stripe.Client).CreateAsync(new() { PaymentIntent = paid.Id, Amount = 100 }, cancellationToken: Ct);
                return "Payment refunded";
            case Step.CancelNow:
                await _subscriptions.CancelAsync(_id, cancellationToken: Ct);
                return "Subscription ended";
            default:
                return null;
        }
    }
}
