using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>How the attempt to pay an invoice ended.</summary>
public abstract record PayOutcome
{
    public sealed record Paid : PayOutcome;

    /// <param name="Code">Stripe's decline code.</param>
    public sealed record Declined(string Code) : PayOutcome;

    /// <summary>The bank wants its customer to confirm, who is not there.</summary>
    public sealed record NeedsAuthentication : PayOutcome;

    /// <summary>Stripe tried nothing: no card to try, or nothing left to pay.</summary>
    public sealed record NotTried : PayOutcome;

    private PayOutcome()
    {
    }
}

/// <summary>What may be done with an open invoice: pay it, send its payer to Stripe's page, or void it.</summary>
public sealed class InvoicePayments(IStripeClient stripe)
{
    /// <param name="invoiceId">Stripe's, <c>in_…</c>.</param>
    /// <param name="intent">What is meant by this attempt: the same intent is one attempt at the bank, however often it is asked for.</param>
    /// <param name="ct">Gives up waiting; whether the attempt was made, the same call tells again.</param>
    /// <exception cref="StripeUnavailableException">Stripe did not answer; the attempt may have been made.</exception>
    public async Task<PayOutcome> PayAsync(string invoiceId, string intent, CancellationToken ct)
    {
        try
        {
            await StripeErrors.TranslateAsync(() => new InvoiceService(stripe).PayAsync(
                invoiceId, new InvoicePayOptions { OffSession = true }, Idempotency.For("invoice-pay", invoiceId, intent), ct));
            return new PayOutcome.Paid();
        }
        catch (StripeRefusedException refused)
        {
            return refused switch
            {
                { Code: "invoice_payment_intent_requires_action" } or { DeclineCode: "authentication_required" } => new PayOutcome.NeedsAuthentication(),
                { DeclineCode: { } code } => new PayOutcome.Declined(code),
                _ => new PayOutcome.NotTried(),
            };
        }
    }

    /// <summary>Stripe's page for the invoice, where it is paid or confirmed. The link expires, so it is asked for when somebody goes there.</summary>
    /// <returns>Null where there is no such page (any more).</returns>
    public async Task<Uri?> HostedPageAsync(string invoiceId, CancellationToken ct)
    {
        var invoice = await StripeErrors.FindAsync(() => new InvoiceService(stripe).GetAsync(invoiceId, cancellationToken: ct));
        return invoice?.HostedInvoiceUrl is { } url ? new Uri(url) : null;
    }

    /// <summary>Voids the invoice, so that nobody can pay it any more.</summary>
    /// <returns>Its status afterwards: <c>void</c>, or <c>paid</c> where somebody was faster; null where Stripe has no such invoice.</returns>
    public async Task<string?> VoidAsync(string invoiceId, CancellationToken ct)
    {
        var invoices = new InvoiceService(stripe);
        try
        {
            return (await StripeErrors.TranslateAsync(() => invoices.VoidInvoiceAsync(invoiceId, null, Idempotency.For("invoice-void", invoiceId), ct))).Status;
        }
        catch (StripeRefusedException)
        {
            return (await StripeErrors.FindAsync(() => invoices.GetAsync(invoiceId, cancellationToken: ct)))?.Status;
        }
    }
}
