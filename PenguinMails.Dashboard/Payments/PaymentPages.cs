using System.Security.Claims;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Look;
using PenguinMails.Dashboard.Payments.Pages;

namespace PenguinMails.Dashboard.Payments;

/// <summary>What the browser follows from the payments' page: the list as a file, and receipts by way of a fresh link.</summary>
public static class PaymentPages
{
    public static WebApplication MapPayments(this WebApplication app)
    {
        var payments = app.MapGroup("/payments").RequireAuthorization(Policies.ManagesBilling);
        payments.MapGet("/export.csv", Csv);
        payments.MapGet("/{id}/receipt", ReceiptAsync);
        return app;
    }

    private static CsvFile<PaymentLine> Csv(
        ClaimsPrincipal principal, PaymentHistory history, Viewer viewer, HttpContext http, string? status = null, string? from = null, string? to = null, string? q = null)
    {
        viewer.TakeCookies(http.Request.Cookies);
        var filter = PaymentView.Parse(status, from, to, q, sort: null, page: null).Filter(viewer);
        return new CsvFile<PaymentLine>("payments", history.AllAsync(Caller.From(principal)!, filter), PaymentColumns.All);
    }

    private static async Task<IResult> ReceiptAsync(string id, ClaimsPrincipal principal, Receipts receipts, CancellationToken ct) =>
        await receipts.FindAsync(Caller.From(principal)!, id, ct) switch
        {
            ReceiptOutcome.Found found => Results.Redirect(found.Url.ToString()),
            ReceiptOutcome.StripeUnavailable => Results.Redirect("/payments?problem=stripe"),
            _ => Results.NotFound(),
        };
}
