using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Dunning.Collecting;

public abstract record PaymentPageOutcome
{
    public sealed record Redirect(Uri Url) : PaymentPageOutcome;

    public sealed record NothingToPay : PaymentPageOutcome;

    public sealed record NotAllowed : PaymentPageOutcome;

    public sealed record StripeUnavailable(TimeSpan RetryAfter) : PaymentPageOutcome;

    private PaymentPageOutcome()
    {
    }
}

/// <summary>Leads to Stripe's page of the invoice that waits for its payer: to confirm a payment at their bank, or to pay with any card.</summary>
public sealed class PaymentPage(BillingDbFactory databases, InvoicePayments invoices)
{
    public async Task<PaymentPageOutcome> OpenAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new PaymentPageOutcome.NotAllowed();
        try
        {
            await using var db = databases.ForTenant(caller.OwnTenant);
            return await WaitingAsync(db, ct) is { } invoice && await UrlAsync(invoice.Id, ct) is { } url
                ? new PaymentPageOutcome.Redirect(url)
                : new PaymentPageOutcome.NothingToPay();
        }
        catch (StripeUnavailableException error)
        {
            return new PaymentPageOutcome.StripeUnavailable(error.RetryAfter);
        }
    }

    internal Task<Uri?> UrlAsync(string invoiceId, CancellationToken ct) => invoices.HostedPageAsync(invoiceId, ct);

    /// <summary>The one that failed, or the first one of a subscription that is not finished.</summary>
    internal static Task<Invoice?> WaitingAsync(BillingDb db, CancellationToken ct) => db.Invoices.AsNoTracking()
        .Where(invoice => invoice.Status == InvoiceStatus.Open && (invoice.FailingSince != null
            || db.TenantSubscriptions.Any(row => row.StripeSubscriptionId == invoice.StripeSubscriptionId && row.Status == SubscriptionStatus.Incomplete)))
        .OrderBy(invoice => invoice.CreatedAt).FirstOrDefaultAsync(ct);
}
