using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>Reads what Stripe holds of a customer now.</summary>
public sealed class Snapshots(IStripeClient stripe, InvoiceReader invoices)
{
    private const int PageSize = 100;
    private static readonly List<string> InvoiceParts = ["payments"];
    private static readonly List<string> PaymentParts = ["latest_charge", "payment_method"];

    public async Task<CustomerSnapshot?> CustomerAsync(string id, CancellationToken ct)
    {
        var options = new CustomerGetOptions { Expand = ["invoice_settings.default_payment_method", "tax_ids"] };
        var customer = await StripeErrors.FindAsync(() => new CustomerService(stripe).GetAsync(id, options, cancellationToken: ct));
        return customer is null ? null : SnapshotMapping.Of(customer);
    }

    /// <summary>All of them, ended ones included.</summary>
    public Task<IReadOnlyList<SubscriptionSnapshot>> SubscriptionsAsync(string customerId, CancellationToken ct)
    {
        var options = new SubscriptionListOptions
        {
            Customer = customerId,
            Status = "all",
            Limit = PageSize,
            Expand = ["data.default_payment_method", "data.schedule"],
        };
        return ReadAllAsync(new SubscriptionService(stripe).ListAutoPagingAsync(options, cancellationToken: ct), SnapshotMapping.Of);
    }

    public async Task<IReadOnlyList<InvoiceSnapshot>> InvoicesAsync(string customerId, CancellationToken ct)
    {
        var options = new InvoiceListOptions { Customer = customerId, Limit = PageSize, Expand = ["data.payments"] };
        var found = await ReadAllAsync(new InvoiceService(stripe).ListAutoPagingAsync(options, cancellationToken: ct), invoice => invoice);
        var snapshots = new List<InvoiceSnapshot>();
        foreach (var invoice in found)
            snapshots.Add(await invoices.ReadAsync(invoice, ct));
        return snapshots;
    }

    public async Task<IReadOnlyList<PaymentSnapshot>> PaymentsAsync(string customerId, CancellationToken ct)
    {
        var options = new PaymentIntentListOptions
        {
            Customer = customerId,
            Limit = PageSize,
            Expand = [.. PaymentParts.Select(part => $"data.{part}")],
        };
        var intents = await ReadAllAsync(new PaymentIntentService(stripe).ListAutoPagingAsync(options, cancellationToken: ct), intent => intent);
        var payments = new List<PaymentSnapshot>();
        foreach (var intent in intents)
            payments.Add(SnapshotMapping.Of(intent, await DisputeStatusAsync(intent, ct)));
        return payments;
    }

    /// <summary>The cards on file.</summary>
    public async Task<IReadOnlyList<CardSnapshot>> CardsAsync(string customerId, CancellationToken ct)
    {
        var options = new CustomerPaymentMethodListOptions { Type = "card", Limit = PageSize };
        var methods = await ReadAllAsync(
            new CustomerPaymentMethodService(stripe).ListAutoPagingAsync(customerId, options, cancellationToken: ct), SnapshotMapping.Card);
        return [.. methods.OfType<CardSnapshot>()];
    }

    public async Task<InvoiceSnapshot?> InvoiceAsync(string id, CancellationToken ct)
    {
        var options = new InvoiceGetOptions { Expand = InvoiceParts };
        var invoice = await StripeErrors.FindAsync(() => new InvoiceService(stripe).GetAsync(id, options, cancellationToken: ct));
        return invoice is null ? null : await invoices.ReadAsync(invoice, ct);
    }

    /// <summary>The invoice that a payment pays: the payment itself does not say. Null where it pays none.</summary>
    public async Task<string?> InvoiceIdOfAsync(string paymentIntentId, CancellationToken ct)
    {
        var options = new InvoicePaymentListOptions { Payment = new() { Type = "payment_intent", PaymentIntent = paymentIntentId }, Limit = 1 };
        var found = await StripeErrors.TranslateAsync(() => new InvoicePaymentService(stripe).ListAsync(options, cancellationToken: ct));
        return found.FirstOrDefault()?.InvoiceId;
    }

    public async Task<PaymentSnapshot?> PaymentAsync(string id, CancellationToken ct)
    {
        var options = new PaymentIntentGetOptions { Expand = PaymentParts };
        var intent = await StripeErrors.FindAsync(() => new PaymentIntentService(stripe).GetAsync(id, options, cancellationToken: ct));
        return intent is null ? null : SnapshotMapping.Of(intent, await DisputeStatusAsync(intent, ct));
    }

    /// <summary>When the first of the payment's attempts failed; null where no bank was ever asked.</summary>
    public async Task<DateTimeOffset?> FirstFailureAsync(string paymentIntentId, CancellationToken ct)
    {
        var options = new ChargeListOptions { PaymentIntent = paymentIntentId, Limit = PageSize };
        var failures = await ReadAllAsync(
            new ChargeService(stripe).ListAutoPagingAsync(options, cancellationToken: ct),
            charge => charge.Status == "failed" ? SnapshotMapping.Utc(charge.Created) : (DateTimeOffset?)null);
        return failures.Min();
    }

    // A dispute hangs on the charge by a flag alone; where it stands is an object of its own.
    private async Task<string?> DisputeStatusAsync(PaymentIntent intent, CancellationToken ct)
    {
        if (intent.LatestCharge?.Disputed != true)
            return null;
        var options = new DisputeListOptions { PaymentIntent = intent.Id, Limit = 1 };
        var disputes = await StripeErrors.TranslateAsync(() => new DisputeService(stripe).ListAsync(options, cancellationToken: ct));
        return disputes.FirstOrDefault()?.Status;
    }

    /// <summary>What the subscription's next invoice will ask for; null when there will be none.</summary>
    public async Task<NextInvoice?> NextInvoiceAsync(SubscriptionSnapshot subscription, CancellationToken ct)
    {
        var options = new InvoiceCreatePreviewOptions { Subscription = subscription.Id };
        try
        {
            var preview = await StripeErrors.TranslateAsync(() => new InvoiceService(stripe).CreatePreviewAsync(options, cancellationToken: ct));
            var metered = preview.Lines.Where(line => subscription.MeteredPriceIds.Contains(line.Pricing?.PriceDetails?.PriceId ?? "")).ToList();
            return new NextInvoice(
                metered.Count < preview.Lines.Count() ? preview.AmountDue : null,
                metered.Sum(line => line.Amount + (line.Taxes?.Sum(tax => tax.Amount) ?? 0)));
        }
        catch (StripeRefusedException)
        {
            // Stripe refuses a preview where nothing comes next; the page then names the date alone.
            return null;
        }
    }

    private static Task<IReadOnlyList<TView>> ReadAllAsync<T, TView>(IAsyncEnumerable<T> pages, Func<T, TView> view) =>
        StripeErrors.TranslateAsync<IReadOnlyList<TView>>(async () =>
        {
            var all = new List<TView>();
            await foreach (var item in pages)
                all.Add(view(item));
            return all;
        });
}
