using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>From Stripe.net's types to this product's.</summary>
internal static class SnapshotMapping
{
    public static CustomerSnapshot Of(Customer customer) => new(
        customer.Id, customer.Deleted == true, customer.Name, customer.Email, Address(customer.Address), Card(customer.InvoiceSettings?.DefaultPaymentMethod),
        [.. customer.TaxIds?.Where(taxId => taxId.Deleted != true).Select(taxId => new TaxIdSnapshot(taxId.Id, taxId.Type, taxId.Value, taxId.Verification?.Status)) ?? []]);

    public static SubscriptionSnapshot Of(Subscription subscription)
    {
        // The plan is the first licensed item that is no add-on; Stripe promises no order.
        var licensed = subscription.Items.Where(item => item.Price.Recurring?.UsageType != "metered").ToList();
        var plan = licensed.FirstOrDefault(item => item.Price.LookupKey?.StartsWith(Prices.AddOnPrefix, StringComparison.Ordinal) != true)
            ?? licensed.FirstOrDefault() ?? subscription.Items.First();
        return new SubscriptionSnapshot(
            subscription.Id, subscription.CustomerId, subscription.Status,
            plan.Price.Id, new Money((plan.Price.UnitAmount ?? 0) * plan.Quantity, plan.Price.Currency), plan.Price.Recurring?.Interval == "year",
            Utc(plan.CurrentPeriodStart), Utc(plan.CurrentPeriodEnd), Utc(subscription.TrialStart), Utc(subscription.TrialEnd),
            subscription.CancelAtPeriodEnd, Utc(subscription.CancelAt), Utc(subscription.EndedAt), Utc(subscription.Created),
            subscription.LatestInvoiceId, Card(subscription.DefaultPaymentMethod))
        {
            Anchor = Utc(subscription.BillingCycleAnchor),
            MeteredPriceIds = [.. subscription.Items.Where(item => item.Price.Recurring?.UsageType == "metered").Select(item => item.Price.Id)],
            Items = [.. licensed.Select(item => new ItemSnapshot(item.Id, item.Price.Id, item.Quantity))],
            Scheduled = Scheduled(subscription.Schedule),
        };
    }

    // A schedule in its last phase has nothing more to change: it lets go by itself.
    private static ScheduledSnapshot? Scheduled(SubscriptionSchedule? schedule) =>
        schedule is { Status: "active", CurrentPhase: { } current } && schedule.Phases.FirstOrDefault(phase => phase.StartDate >= current.EndDate) is { } next
            ? new ScheduledSnapshot(Utc(next.StartDate), [.. next.Items.Select(item => item.PriceId)])
            : null;

    /// <summary>As far as the invoice itself tells: which of its lines bill usage, only their prices know.</summary>
    public static InvoiceSnapshot Of(Invoice invoice) => Of(invoice, [.. invoice.Lines?.Select(line => Of(line, metered: false)) ?? []]);

    public static InvoiceSnapshot Of(Invoice invoice, IReadOnlyList<InvoiceLineSnapshot> lines) => new(
        invoice.Id, invoice.Number, invoice.Parent?.SubscriptionDetails?.SubscriptionId,
        lines is [var first, ..] ? first.PriceId : null,
        // A preview has no status yet: it is what will be a draft.
        invoice.Status ?? "draft", invoice.Currency,
        invoice.Subtotal, invoice.TotalDiscountAmounts?.Sum(discount => discount.Amount) ?? 0, invoice.Total, invoice.TotalTaxes?.Sum(tax => tax.Amount) ?? 0, invoice.AmountDue, invoice.AmountPaid,
        Utc(invoice.Created), Utc(invoice.PeriodStart), Utc(invoice.PeriodEnd),
        [.. invoice.Payments?.Select(payment => payment.Payment?.PaymentIntentId).OfType<string>() ?? []],
        lines,
        (int)invoice.AttemptCount, Utc(invoice.NextPaymentAttempt), Utc(invoice.StatusTransitions?.FinalizedAt))
    {
        BeginsSubscription = invoice.BillingReason == "subscription_create",
        PaidByHand = invoice.CollectionMethod == "send_invoice",
        DueAt = Utc(invoice.DueDate),
    };

    public static InvoiceLineSnapshot Of(InvoiceLineItem line, bool metered) => new(
        line.Id, line.Description, line.Amount, line.Taxes?.Sum(tax => tax.Amount) ?? 0, line.Quantity, line.Pricing?.PriceDetails?.PriceId,
        line.Parent?.SubscriptionItemDetails?.Proration == true || line.Parent?.InvoiceItemDetails?.Proration == true,
        metered,
        Utc(line.Period.Start), Utc(line.Period.End));

    public static PaymentSnapshot Of(PaymentIntent intent, string? disputeStatus) => new(
        intent.Id, intent.CustomerId, intent.Status, intent.Currency, intent.Amount, intent.LatestCharge?.AmountRefunded ?? 0,
        intent.Description, Utc(intent.Created), intent.LatestCharge?.ReceiptUrl,
        Card(intent.PaymentMethod) ?? Card(intent.LastPaymentError?.PaymentMethod),
        intent.LastPaymentError?.DeclineCode ?? intent.LastPaymentError?.Code, disputeStatus, Utc(intent.LatestCharge?.Created));

    public static CardSnapshot? Card(PaymentMethod? method) => method?.Card is { } card
        ? new CardSnapshot(method.Id, card.Brand, card.Last4, (int)card.ExpMonth, (int)card.ExpYear)
        : null;

    private static AddressSnapshot? Address(Address? address) => address is null
        ? null
        : new AddressSnapshot(address.Line1, address.Line2, address.City, address.State, address.PostalCode, address.Country);

    public static DateTimeOffset Utc(DateTime instant) => new(DateTime.SpecifyKind(instant, DateTimeKind.Utc));

    public static DateTimeOffset? Utc(DateTime? instant) => instant is { } value ? Utc(value) : null;
}
