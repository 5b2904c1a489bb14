using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Invoices;

public abstract record LinkOutcome
{
    public sealed record Found(Uri Url) : LinkOutcome;

    /// <summary>The tenant has no such invoice, or Stripe has no document of it.</summary>
    public sealed record Missing : LinkOutcome;

    public sealed record NotAllowed : LinkOutcome;

    public sealed record StripeUnavailable(TimeSpan RetryAfter) : LinkOutcome;

    private LinkOutcome()
    {
    }
}

/// <summary>Reads at Stripe where an invoice's document is at this moment: such links expire, and so none is kept.</summary>
public sealed class InvoiceLinks(BillingDbFactory databases, Documents stripe)
{
    public Task<LinkOutcome> PdfAsync(Caller caller, string id, CancellationToken ct) => FindAsync(caller, id, links => links.Pdf, ct);

    /// <summary>Stripe's page of the invoice, on which it can also be paid.</summary>
    public Task<LinkOutcome> HostedAsync(Caller caller, string id, CancellationToken ct) => FindAsync(caller, id, links => links.Hosted, ct);

    // Not for members: both lead on to a page that shows how the company pays, and lets whoever has it pay.
    private async Task<LinkOutcome> FindAsync(Caller caller, string id, Func<DocumentLinks, Uri?> which, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new LinkOutcome.NotAllowed();
        await using (var db = databases.ForTenant(caller.OwnTenant))
        {
            if (!await new InvoiceFilter().Of(db, caller).AnyAsync(invoice => invoice.Id == id, ct))
                return new LinkOutcome.Missing();
        }

        try
        {
            return await stripe.InvoiceAsync(id, ct) is { } links && which(links) is { } url ? new LinkOutcome.Found(url) : new LinkOutcome.Missing();
        }
        catch (StripeUnavailableException error)
        {
            return new LinkOutcome.StripeUnavailable(error.RetryAfter);
        }
    }
}
