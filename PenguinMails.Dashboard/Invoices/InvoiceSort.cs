using System.Linq.Expressions;
using PenguinMails.Dashboard.Billing.Mirror;

namespace PenguinMails.Dashboard.Invoices;

public enum InvoiceSort
{
    Date,
    Number,
    Status,
    Total,
}

internal static class InvoiceSorts
{
    /// <summary>Ties by date and id, so that no invoice stands on two pages or on none.</summary>
    public static IQueryable<Invoice> InOrder(this IQueryable<Invoice> invoices, InvoiceSort sort, bool descending) => sort switch
    {
        InvoiceSort.Number => By(invoices, invoice => invoice.Number, descending),
        InvoiceSort.Status => By(invoices, invoice => invoice.Status, descending),
        InvoiceSort.Total => By(invoices, invoice => invoice.Total, descending),
        _ => descending
            ? invoices.OrderByDescending(invoice => invoice.CreatedAt).ThenByDescending(invoice => invoice.Id)
            : invoices.OrderBy(invoice => invoice.CreatedAt).ThenBy(invoice => invoice.Id),
    };

    private static IOrderedQueryable<Invoice> By<T>(IQueryable<Invoice> invoices, Expression<Func<Invoice, T>> key, bool descending) =>
        (descending ? invoices.OrderByDescending(key) : invoices.OrderBy(key)).ThenByDescending(invoice => invoice.CreatedAt).ThenByDescending(invoice => invoice.Id);
}
