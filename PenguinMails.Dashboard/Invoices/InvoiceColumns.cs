using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Look;

namespace PenguinMails.Dashboard.Invoices;

/// <summary>The CSV's columns: amounts in the major unit, instants in UTC.</summary>
internal static class InvoiceColumns
{
    public static readonly IReadOnlyList<CsvColumn<Invoice>> All =
    [
        new("Number", invoice => invoice.Number),
        new("Date", invoice => invoice.CreatedAt),
        new("Status", invoice => InvoiceWords.Status(invoice.Status)),
        new("Currency", invoice => invoice.Currency.ToUpperInvariant()),
        new("Subtotal", invoice => invoice.Money(invoice.Subtotal).Major),
        new("Discount", invoice => invoice.Money(invoice.Discount).Major),
        new("Tax", invoice => invoice.Money(invoice.Tax).Major),
        new("Total", invoice => invoice.Money(invoice.Total).Major),
        new("Paid", invoice => invoice.Money(invoice.AmountPaid).Major),
        new("To be paid", invoice => invoice.Money(invoice.AmountRemaining).Major),
        new("Period from", invoice => invoice.PeriodStart),
        new("Period to", invoice => invoice.PeriodEnd),
        new("Id", invoice => invoice.Id),
    ];
}
