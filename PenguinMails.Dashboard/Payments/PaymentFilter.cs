using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Payments;

/// <summary>Which of a tenant's payments are meant.</summary>
/// <param name="Status">One of <see cref="Statuses"/>; blank for all.</param>
/// <param name="From">Inclusive.</param>
/// <param name="Before">Exclusive.</param>
/// <param name="Search">Part of the invoice's number, or of what was paid for.</param>
public sealed record PaymentFilter(string? Status = null, DateTimeOffset? From = null, DateTimeOffset? Before = null, string? Search = null)
{
    public static readonly IReadOnlyList<string> Statuses = ["succeeded", "refunded", "failed", "pending", "canceled"];

    internal IQueryable<Payment> Of(BillingDb db, Caller caller)
    {
        // Said again beside the filter of the context: its "everyone, or this tenant" is an OR, for which SQLite reads no index.
        var tenantId = caller.OwnTenant;
        var payments = WithStatus(db.Payments.Where(payment => payment.TenantId == tenantId));
        if (From is { } from)
            payments = payments.Where(payment => payment.CreatedAt >= from);
        if (Before is { } before)
            payments = payments.Where(payment => payment.CreatedAt < before);
        if (string.IsNullOrWhiteSpace(Search))
            return payments;
        var part = TextSearch.Part(Search.Trim());
        return payments.Where(payment => TextSearch.IsLike(payment.Description, part)
            || db.Invoices.Any(invoice => invoice.Id == payment.InvoiceId && TextSearch.IsLike(invoice.Number, part)));
    }

    // The database's words for what Payment.Status says of a row.
    private IQueryable<Payment> WithStatus(IQueryable<Payment> payments) => Status switch
    {
        "succeeded" => payments.Where(payment => payment.StripeStatus == "succeeded" && payment.AmountRefunded == 0),
        "refunded" => payments.Where(payment => payment.StripeStatus == "succeeded" && payment.AmountRefunded > 0),
        "failed" => payments.Where(payment => payment.StripeStatus == "requires_payment_method" && payment.DeclineCode != null),
        "canceled" => payments.Where(payment => payment.StripeStatus == "canceled"),
        "pending" => payments.Where(payment => payment.StripeStatus != "succeeded" && payment.StripeStatus != "canceled"
            && (payment.StripeStatus != "requires_payment_method" || payment.DeclineCode == null)),
        _ => payments,
    };
}
