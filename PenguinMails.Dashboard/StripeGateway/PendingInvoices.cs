using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>Why a change has not been paid.</summary>
/// <param name="HostedPage">Stripe's page for the invoice, where it can be confirmed.</param>
/// <param name="NeedsConfirmation">The payer's bank wants to hear from them; else the payment was declined.</param>
public sealed record PendingInvoice(string Id, Uri? HostedPage, bool NeedsConfirmation, string? DeclineCode);

/// <summary>The invoices that changes wait for.</summary>
public sealed class PendingInvoices(IStripeClient stripe)
{
    /// <returns>Null for an invoice that waits for nothing any more.</returns>
    public async Task<PendingInvoice?> ReadAsync(string invoiceId, CancellationToken ct)
    {
        var options = new InvoiceGetOptions { Expand = ["payments.data.payment.payment_intent"] };
        var invoice = await StripeErrors.TranslateAsync(() => new InvoiceService(stripe).GetAsync(invoiceId, options, cancellationToken: ct));
        if (invoice.Status != "open")
            return null;
        var intent = invoice.Payments?.Select(payment => payment.Payment?.PaymentIntent).OfType<PaymentIntent>().LastOrDefault();
        return new PendingInvoice(
            invoice.Id, invoice.HostedInvoiceUrl is { } url ? new Uri(url) : null, intent?.Status == "requires_action",
            intent?.LastPaymentError?.DeclineCode ?? intent?.LastPaymentError?.Code);
    }

    /// <summary>Takes the change back together with its invoice: nobody can pay it by accident later.</summary>
    public async Task GiveUpAsync(string invoiceId, CancellationToken ct)
    {
        try
        {
            await StripeErrors.TranslateAsync(() => new InvoiceService(stripe).VoidInvoiceAsync(invoiceId, null, Idempotency.For("change-void", invoiceId), ct));
        }
        catch (StripeRefusedException)
        {
            // Paid or voided a moment ago by somebody else: either way it waits no more.
        }
    }
}
