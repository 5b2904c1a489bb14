using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Mail;

namespace PenguinMails.Dashboard.Invoices;

public sealed record InvoiceLineItem(string? Description, string Kind, decimal Amount, decimal Tax, long? Quantity, DateTime PeriodStart, DateTime PeriodEnd);

/// <summary>An invoice as the REST API shows it: amounts in the major unit, the currency in capitals, UTC.</summary>
/// <param name="PdfUrl">An address of this API's own, which leads on to the document.</param>
public sealed record InvoiceItem(
    string Id, string? Number, string Status, string Currency, decimal Subtotal, decimal Discount, decimal Tax, decimal Total,
    decimal AmountDue, decimal AmountPaid, decimal AmountRemaining, DateTime Created, DateTime PeriodStart, DateTime PeriodEnd, string PdfUrl, IReadOnlyList<InvoiceLineItem> Lines);

public sealed record InvoicesAnswer(IReadOnlyList<InvoiceItem> Invoices, bool HasMore);

public static class InvoiceApi
{
    private const int MostAtOnce = 100;

    /// <summary><c>GET /api/v1/billing/invoices</c> and <c>/{id}/pdf</c>.</summary>
    public static RouteGroupBuilder MapInvoices(this RouteGroupBuilder billing)
    {
        billing.MapGet("/invoices", ListAsync);
        billing.MapGet("/invoices/{id}/pdf", PdfAsync);
        return billing;
    }

    private static async Task<Results<Ok<InvoicesAnswer>, ValidationProblem, ProblemHttpResult>> ListAsync(
        ClaimsPrincipal principal, InvoiceList list, PublicAddress address, CancellationToken ct, int limit = 10, string? starting_after = null, string? status = null)
    {
        if (limit is < 1 or > MostAtOnce)
            return Refuse("limit", $"Must be between 1 and {MostAtOnce}.");
        if (!string.IsNullOrEmpty(status) && !InvoiceFilter.Statuses.Contains(status))
            return Refuse("status", $"Must be one of {string.Join(", ", InvoiceFilter.Statuses)}.");
        if (await list.AfterAsync(Caller.From(principal)!, status, starting_after, limit, ct) is not { } page)
            return TypedResults.Problem("starting_after names no invoice of this workspace.", statusCode: 404, title: "No such invoice");
        return TypedResults.Ok(new InvoicesAnswer([.. page.Invoices.Select(invoice => View(invoice, page.Lines[invoice.Id], address))], page.HasMore));
    }

    private static async Task<Results<RedirectHttpResult, ProblemHttpResult>> PdfAsync(
        string id, ClaimsPrincipal principal, InvoiceLinks links, HttpContext http, CancellationToken ct)
    {
        switch (await links.PdfAsync(Caller.From(principal)!, id, ct))
        {
            case LinkOutcome.Found found:
                return TypedResults.Redirect(found.Url.ToString());
            case LinkOutcome.Missing:
                return TypedResults.Problem("This workspace has no such invoice.", statusCode: 404, title: "No such invoice");
            case LinkOutcome.NotAllowed:
                return TypedResults.Problem("This key may not see invoices' documents.", statusCode: 403, title: "Not allowed");
            case LinkOutcome.StripeUnavailable unavailable:
                http.Response.Headers.RetryAfter = ((int)unavailable.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return TypedResults.Problem("Stripe cannot be reached just now; try again shortly.", statusCode: 503, title: "Stripe unavailable");
            default:
                throw new InvalidOperationException("An outcome of a link has no answer.");
        }
    }

    private static ValidationProblem Refuse(string field, string why) => TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [why] });

    private static InvoiceItem View(Invoice invoice, IEnumerable<InvoiceLine> lines, PublicAddress address) => new(
        invoice.Id, invoice.Number, invoice.Status, invoice.Currency.ToUpperInvariant(),
        invoice.Money(invoice.Subtotal).Major, invoice.Money(invoice.Discount).Major, invoice.Money(invoice.Tax).Major, invoice.Money(invoice.Total).Major,
        invoice.Money(invoice.AmountDue).Major, invoice.Money(invoice.AmountPaid).Major, invoice.Money(invoice.AmountRemaining).Major,
        invoice.CreatedAt.UtcDateTime, invoice.PeriodStart.UtcDateTime, invoice.PeriodEnd.UtcDateTime,
        address.Of($"/api/v1/billing/invoices/{invoice.Id}/pdf"),
        [.. lines.Select(line => new InvoiceLineItem(
            line.Description, line.Metered ? "usage" : line.Proration ? "proration" : "subscription",
            invoice.Money(line.Amount).Major, invoice.Money(line.Tax).Major, line.Quantity, line.PeriodStart.UtcDateTime, line.PeriodEnd.UtcDateTime))]);
}
