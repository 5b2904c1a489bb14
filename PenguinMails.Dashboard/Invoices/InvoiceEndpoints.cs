using System.Security.Claims;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Invoices.Archive;
using PenguinMails.Dashboard.Look;

namespace PenguinMails.Dashboard.Invoices;

/// <summary>What the browser follows from the invoices' pages: files, and Stripe's documents by way of a fresh link.</summary>
public static class InvoiceEndpoints
{
    public static WebApplication MapInvoices(this WebApplication app)
    {
        app.MapGet("/invoices/export.csv", Csv).RequireAuthorization(Policies.Tenant);
        var documents = app.MapGroup("/invoices").RequireAuthorization(Policies.ManagesBilling);
        documents.MapGet("/{id}/pdf", PdfAsync);
        documents.MapGet("/{id}/hosted", HostedAsync);
        documents.MapGet("/archive/{token:guid}", Archive);
        return app;
    }

    private static CsvFile<Invoice> Csv(
        ClaimsPrincipal principal, InvoiceList list, Viewer viewer, HttpContext http, string? status = null, string? from = null, string? to = null, string? q = null)
    {
        viewer.TakeCookies(http.Request.Cookies);
        var filter = Pages.InvoiceView.Parse(status, from, to, q, sort: null, page: null).Filter(viewer);
        return new CsvFile<Invoice>("invoices", list.AllAsync(Caller.From(principal)!, filter), InvoiceColumns.All);
    }

    private static async Task<IResult> PdfAsync(string id, ClaimsPrincipal principal, InvoiceLinks links, CancellationToken ct) =>
        Answer(id, await links.PdfAsync(Caller.From(principal)!, id, ct));

    private static async Task<IResult> HostedAsync(string id, ClaimsPrincipal principal, InvoiceLinks links, CancellationToken ct) =>
        Answer(id, await links.HostedAsync(Caller.From(principal)!, id, ct));

    private static IResult Answer(string id, LinkOutcome outcome) => outcome switch
    {
        LinkOutcome.Found found => Results.Redirect(found.Url.ToString()),
        // Back to where the person came from, which says so and offers another try.
        LinkOutcome.StripeUnavailable => Results.Redirect($"/invoices/{Uri.EscapeDataString(id)}?problem=stripe"),
        LinkOutcome.NotAllowed => Results.Forbid(),
        _ => Results.NotFound(),
    };

    private static IResult Archive(Guid token, ClaimsPrincipal principal, ArchiveShelf shelf) =>
        shelf.Open(Caller.From(principal)!, token) is { } zip ? Results.File(zip, "application/zip", "invoices.zip") : Results.NotFound();
}
