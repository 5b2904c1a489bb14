using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>Where an invoice can be seen just now. A draft is nowhere yet.</summary>
public sealed record DocumentLinks(Uri? Hosted, Uri? Pdf);

/// <summary>Links to Stripe's pages and files. They expire, so each is read at the moment it is followed and kept nowhere.</summary>
public sealed class Documents(IStripeClient stripe)
{
    public async Task<DocumentLinks?> InvoiceAsync(string id, CancellationToken ct)
    {
        var invoice = await StripeErrors.FindAsync(() => new InvoiceService(stripe).GetAsync(id, cancellationToken: ct));
        return invoice is null ? null : new DocumentLinks(Link(invoice.HostedInvoiceUrl), Link(invoice.InvoicePdf));
    }

    /// <summary>The receipt of a payment that succeeded; null for any other.</summary>
    public async Task<Uri?> ReceiptAsync(string paymentIntentId, CancellationToken ct)
    {
        var options = new PaymentIntentGetOptions { Expand = ["latest_charge"] };
        var intent = await StripeErrors.FindAsync(() => new PaymentIntentService(stripe).GetAsync(paymentIntentId, options, cancellationToken: ct));
        return Link(intent?.LatestCharge?.ReceiptUrl);
    }

    private static Uri? Link(string? url) => string.IsNullOrEmpty(url) ? null : new Uri(url);
}
