using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Invoices;

/// <summary>Which of a tenant's invoices are meant.</summary>
/// <param name="Status">In Stripe's words; blank for all.</param>
/// <param name="From">Inclusive.</param>
/// <param name="Before">Exclusive.</param>
/// <param name="Search">Part of the number.</param>
public sealed record InvoiceFilter(string? Status = null, DateTimeOffset? From = null, DateTimeOffset? Before = null, string? Search = null)
{
    /// <summary>What a tenant may ask for. A draft may still change, and Stripe shows it to no customer.</summary>
    public static readonly IReadOnlyList<string> Statuses = ["open", "paid", "void", "uncollectible"];

    internal IQueryable<Invoice> Of(BillingDb db, Caller caller)
    {
        // Said again beside the filter of the context: its "everyone, or this tenant" is an OR, for which SQLite reads no index.
        var tenantId = caller.OwnTenant;
        var invoices = db.Invoices.Where(invoice => invoice.TenantId == tenantId && invoice.Status != "draft");
        if (!string.IsNullOrEmpty(Status))
            invoices = invoices.Where(invoice => invoice.Status == Status);
        if (From is { } from)
            invoices = invoices.Where(invoice => invoice.CreatedAt >= from);
        if (Before is { } before)
            invoices = invoices.Where(invoice => invoice.CreatedAt < before);
        if (string.IsNullOrWhiteSpace(Search))
            return invoices;
        var part = TextSearch.Part(Search.Trim());
        return invoices.Where(invoice => TextSearch.IsLike(invoice.Number, part));
    }
}
