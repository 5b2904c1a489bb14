using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>What Stripe will bill next, as far as it is known now.</summary>
/// <param name="Invoice">Its lines, tax and sums.</param>
/// <param name="ChargedAt">When the card is asked; null where Stripe does not say.</param>
public sealed record InvoicePreview(InvoiceSnapshot Invoice, DateTimeOffset? ChargedAt);

/// <summary>Stripe's own preview of an invoice: nobody here computes a price.</summary>
public sealed class Previews(IStripeClient stripe, InvoiceReader invoices)
{
    /// <summary>The subscription's next invoice, or null where nothing more will be billed.</summary>
    public async Task<InvoicePreview?> UpcomingAsync(string subscriptionId, CancellationToken ct)
    {
        var options = new InvoiceCreatePreviewOptions { Subscription = subscriptionId };
        try
        {
            var preview = await StripeErrors.TranslateAsync(() => new InvoiceService(stripe).CreatePreviewAsync(options, cancellationToken: ct));
            return new InvoicePreview(await invoices.ReadAsync(preview, ct), SnapshotMapping.Utc(preview.NextPaymentAttempt));
        }
        catch (StripeRefusedException)
        {
            // Stripe refuses a preview where nothing comes next.
            return null;
        }
    }
}
