using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>Asks Stripe what a change of a subscription would cost. Nothing is changed by asking.</summary>
public sealed class SubscriptionPreviews(IStripeClient stripe)
{
    /// <summary>The invoice that the change would bring at once.</summary>
    /// <param name="prorationAt">The moment from which the change is reckoned: the same moment gives the same amounts later.</param>
    public Task<PreviewedInvoice> AtOnceAsync(string subscriptionId, IEnumerable<ItemChange> items, DateTimeOffset prorationAt, bool invoiceNow, CancellationToken ct) =>
        PreviewAsync(subscriptionId, null, new InvoiceSubscriptionDetailsOptions
        {
            Items = [.. items.Select(Item)],
            ProrationDate = prorationAt.UtcDateTime,
            ProrationBehavior = invoiceNow ? "always_invoice" : "create_prorations",
        }, ct);

    /// <summary>What each later period would cost, tax included.</summary>
    public Task<PreviewedInvoice> RecurringAsync(string subscriptionId, IEnumerable<ItemChange> items, CancellationToken ct) =>
        PreviewAsync(subscriptionId, "recurring", new InvoiceSubscriptionDetailsOptions { Items = [.. items.Select(Item)], ProrationBehavior = "none" }, ct);

    private async Task<PreviewedInvoice> PreviewAsync(string subscriptionId, string? mode, InvoiceSubscriptionDetailsOptions details, CancellationToken ct)
    {
        var options = new InvoiceCreatePreviewOptions { Subscription = subscriptionId, PreviewMode = mode, SubscriptionDetails = details };
        var invoice = await StripeErrors.TranslateAsync(() => new InvoiceService(stripe).CreatePreviewAsync(options, cancellationToken: ct));
        return new PreviewedInvoice(
            invoice.Currency, invoice.TotalTaxes?.Sum(tax => tax.Amount) ?? 0, invoice.Total, invoice.AmountDue,
            [.. invoice.Lines.Select(line => SnapshotMapping.Of(line, metered: false)).Select(line => new PreviewedLine(line.PriceId, line.Description, line.Amount, line.Proration))]);
    }

    private static InvoiceSubscriptionDetailsItemOptions Item(ItemChange change) => new()
    {
        Id = change.ItemId,
        Price = change.PriceId,
        Quantity = change.Quantity,
        Deleted = change.Deleted ? true : null,
    };
}
