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
        // The plan is the first licensed item; add-ons follow it as items of their own.
        var plan = subscription.Items.FirstOrDefault(item => item.Price.Recurring?.UsageType != "metered") ?? subscription.Items.First();
        return new SubscriptionSnapshot(
            subscription.Id, subscription.CustomerId, subscription.Status,
            plan.Price.Id, new Money((plan.Price.UnitAmount ?? 0) * plan.Quantity, plan.Price.Currency), plan.Price.Recurring?.Interval == "year",
            Utc(plan.CurrentPeriodStart), Utc(plan.CurrentPeriodEnd), Utc(subscription.TrialStart), Utc(subscription.TrialEnd),
            subscription.CancelAtPeriodEnd, Utc(subscription.CancelAt), Utc(subscription.EndedAt), Utc(subscription.Created),
            subscription.LatestInvoiceId, Card(subscription.DefaultPaymentMethod));
    }

    public static InvoiceSnapshot Of(Invoice invoice) => new(
        invoice.Id, invoice.Number, invoice.Parent?.SubscriptionDetails?.SubscriptionId,
        invoice.Lines?.FirstOrDefault()?.Pricing?.PriceDetails?.PriceId,
        invoice.Status, invoice.Currency, invoice.Total, invoice.TotalTaxes?.Sum(tax => tax.Amount) ?? 0, invoice.AmountDue, invoice.AmountPaid,
        Utc(invoice.Created), Utc(invoice.PeriodStart), Utc(invoice.PeriodEnd),
        [.. invoice.Payments?.Select(payment => payment.Payment?.PaymentIntentId).OfType<string>() ?? []],
        [.. invoice.Lines?.Select(Of) ?? []]);

    public static InvoiceLineSnapshot Of(InvoiceLineItem line) => new(
        line.Id, line.Description, line.Amount, line.Taxes?.Sum(tax => tax.Amount) ?? 0, line.Quantity, line.Pricing?.PriceDetails?.PriceId,
        line.Parent?.SubscriptionItemDetails?.Proration == true || line.Parent?.InvoiceItemDetails?.Proration == true,
        Utc(line.Period.Start), Utc(line.Period.End));

    public static PaymentSnapshot Of(PaymentIntent intent, string? disputeStatus) => new(
        intent.Id, intent.CustomerId, intent.Status, intent.Currency, intent.Amount, intent.LatestCharge?.AmountRefunded ?? 0,
        intent.Description, Utc(intent.Created), intent.LatestCharge?.ReceiptUrl,
        Card(intent.PaymentMethod) ?? Card(intent.LastPaymentError?.PaymentMethod),
        intent.LastPaymentError?.DeclineCode ?? intent.LastPaymentError?.Code, disputeStatus);

    public static CardSnapshot? Card(PaymentMethod? method) => method?.Card is { } card
        ? new CardSnapshot(method.Id, card.Brand, card.Last4, (int)card.ExpMonth, (int)card.ExpYear)
        : null;

    private static AddressSnapshot? Address(Address? address) => address is null
        ? null
        : new AddressSnapshot(address.Line1, address.Line2, address.City, address.State, address.PostalCode, address.Country);

    private static DateTimeOffset Utc(DateTime instant) => new(DateTime.SpecifyKind(instant, DateTimeKind.Utc));

    private static DateTimeOffset? Utc(DateTime? instant) => instant is { } value ? Utc(value) : null;
}
