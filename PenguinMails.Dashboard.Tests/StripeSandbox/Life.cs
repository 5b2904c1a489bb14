using Stripe;

namespace PenguinMails.Dashboard.Tests.StripeSandbox;

/// <summary>A customer who lives a <see cref="History"/> through the API.</summary>
internal sealed class Life
{
    private static readonly string[] Prorations = ["always_invoice", "create_prorations", "none"];

    private readonly LocalStripe _stripe;
    private readonly List<Price> _plans = [];
    private Price _seat = null!;
    private Subscription _subscription = null!;

    private Life(LocalStripe stripe) => _stripe = stripe;

    public Customer Customer { get; private set; } = null!;

    private bool IsOver => _subscription.Status is "canceled" or "incomplete_expired";
    private SubscriptionItem Plan => _subscription.Items.Data.First(item => item.Price.Id != _seat.Id);
    private SubscriptionItem? Seats => _subscription.Items.Data.FirstOrDefault(item => item.Price.Id == _seat.Id);

    public static async Task<Life> BeginAsync(LocalStripe stripe, History history)
    {
        await stripe.Host.ResetAsync(history.Begins);
        var life = new Life(stripe);
        foreach (var (name, cents, interval) in new[]
        {
            ("Starter", Shop.Starter, "month"), ("Starter", Shop.StarterAnnual, "year"), ("Professional", Shop.Professional, "month"),
            ("Professional", Shop.ProfessionalAnnual, "year"), ("Business", Shop.Business, "month"),
        })
            life._plans.Add(await stripe.PriceAsync(name, cents, interval));
        life._seat = await stripe.PriceAsync("Extra seat", Shop.Seat);
        await stripe.Api.Coupons.CreateAsync(new() { Id = "STAY", PercentOff = 20, Duration = "repeating", DurationInMonths = 3 });
        await stripe.Api.Coupons.CreateAsync(new() { Id = "ONCE", AmountOff = 1234, Currency = "usd", Duration = "once" });
        life.Customer = await stripe.CustomerAsync(country: history.InGermany ? "DE" : "US");
        await life.SubscribeAsync(history.Plan, history.WithTrial);
        return life;
    }

    public async Task LiveAsync(Step step)
    {
        await _stripe.AdvanceAsync(step.Wait);
        _subscription = await _stripe.Api.Subscriptions.GetAsync(_subscription.Id);
        await (step.Move switch
        {
            Move.RefusePayments => _stripe.FaultAsync(new { decline = "insufficient_funds", times = step.Choice % 3 }),
            Move.PayOpenInvoice => PayAsync(),
            Move.Refund => RefundAsync(step.Choice),
            Move.ChangePlan when IsOver => SubscribeAsync(step.Choice, withTrial: false),
            _ when IsOver => Task.CompletedTask,
            Move.ChangePlan => ChangePlanAsync(step.Choice),
            Move.ChangeSeats => UpdateAsync(Seats is { } seats
                ? new() { Items = [new() { Id = seats.Id, Quantity = 1 + (step.Choice % 4) }], ProrationBehavior = Prorations[step.Choice % 2] }
                : new() { Items = [new() { Price = _seat.Id, Quantity = 1 + (step.Choice % 4) }], ProrationBehavior = Prorations[step.Choice % 2] }),
            Move.DropSeats when Seats is { } seats => UpdateAsync(new() { Items = [new() { Id = seats.Id, Deleted = true }] }),
            Move.AddCoupon => UpdateAsync(new() { Discounts = [new() { Coupon = step.Choice % 2 == 0 ? "STAY" : "ONCE" }] }),
            Move.ToggleCancelAtPeriodEnd => UpdateAsync(new() { CancelAtPeriodEnd = !_subscription.CancelAtPeriodEnd }),
            Move.CancelNow => _stripe.Api.Subscriptions.CancelAsync(_subscription.Id, new() { Prorate = step.Choice % 2 == 0, InvoiceNow = step.Choice % 4 < 2 }),
            _ => Task.CompletedTask,
        });
    }

    private async Task SubscribeAsync(int choice, bool withTrial) => _subscription = await _stripe.Api.Subscriptions.CreateAsync(new()
    {
        Customer = Customer.Id,
        Items = [new() { Price = _plans[choice % _plans.Count].Id }],
        AutomaticTax = new() { Enabled = true },
        TrialPeriodDays = withTrial ? 14 : null,
    });

    private Task UpdateAsync(SubscriptionUpdateOptions change) => _stripe.Api.Subscriptions.UpdateAsync(_subscription.Id, change);

    /// <summary>Looks at the preview first: what it says must be what is then billed.</summary>
    private async Task ChangePlanAsync(int choice)
    {
        var (price, prorations) = (_plans[choice % _plans.Count], Prorations[choice / 100 % 3]);
        DateTime? date = _subscription.Status == "trialing" ? null : _stripe.Now;
        var preview = await PreviewAsync(price, prorations, date);
        var changed = await _stripe.Api.Subscriptions.UpdateAsync(_subscription.Id, new()
        {
            Items = [new() { Id = Plan.Id, Price = price.Id }], ProrationBehavior = prorations, ProrationDate = date, Expand = ["latest_invoice"],
        });
        if (changed.LatestInvoiceId != _subscription.LatestInvoiceId)
            Assert.Equal((preview?.Total, preview?.AmountDue, preview?.StartingBalance), (changed.LatestInvoice.Total, changed.LatestInvoice.AmountDue, changed.LatestInvoice.StartingBalance));
    }

    private async Task<Invoice?> PreviewAsync(Price price, string prorations, DateTime? date)
    {
        try
        {
            return await _stripe.Api.Invoices.CreatePreviewAsync(new()
            {
                Subscription = _subscription.Id,
                SubscriptionDetails = new() { Items = [new() { Id = Plan.Id, Price = price.Id }], ProrationBehavior = prorations, ProrationDate = date },
            });
        }
        catch (StripeException nothing) when (nothing.StripeError.Code == "invoice_upcoming_none")
        {
            return null;
        }
    }

    private async Task PayAsync()
    {
        if ((await _stripe.Api.Invoices.ListAsync(new() { Customer = Customer.Id, Status = "open", Limit = 1 })).FirstOrDefault() is not { } open)
            return;
        try
        {
            await _stripe.Api.Invoices.PayAsync(open.Id);
        }
        catch (StripeException refusal) when (refusal.StripeError.Type == "card_error")
        {
            // The books must be right after a refusal too.
        }
    }

    private async Task RefundAsync(int choice)
    {
        var charges = await _stripe.Api.Charges.ListAsync(new() { Customer = Customer.Id, Limit = 100 });
        if (charges.FirstOrDefault(charge => charge.Paid && !charge.Refunded) is { } paid)
            await _stripe.Api.Refunds.CreateAsync(new() { Charge = paid.Id, Amount = 1 + (choice % (paid.Amount - paid.AmountRefunded)) });
    }
}
