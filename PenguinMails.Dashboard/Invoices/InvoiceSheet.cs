using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Invoices;

/// <summary>One line as it is read.</summary>
/// <param name="From">The period it is for.</param>
public sealed record SheetLine(string Text, Money Amount, long? Quantity, DateTimeOffset From, DateTimeOffset Until);

public sealed record SheetGroup(string Title, IReadOnlyList<SheetLine> Lines);

/// <summary>What stands on an invoice, sent or only coming: lines by kind, then the sums.</summary>
/// <param name="TaxIncluded">Whether the lines' amounts hold the tax already.</param>
/// <param name="Credit">What the account's balance paid; negative where this invoice added to it.</param>
public sealed record InvoiceSheet(
    IReadOnlyList<SheetGroup> Groups, Money Subtotal, Money Discount, Money Tax, bool TaxIncluded, Money Total, Money Credit, Money Paid, Money Due)
{
    public static InvoiceSheet Of(Invoice invoice, IEnumerable<InvoiceLine> lines) => Of(
        new Sums(invoice.Currency, invoice.Subtotal, invoice.Discount, invoice.Tax, invoice.Total, invoice.AmountDue, invoice.AmountPaid, invoice.AmountRemaining),
        lines.Select(line => (Kind(line.Metered, line.Proration), Line(invoice.Currency, line.Description, line.Amount, line.Quantity, line.PeriodStart, line.PeriodEnd))));

    public static InvoiceSheet Of(InvoiceSnapshot invoice) => Of(
        new Sums(invoice.Currency, invoice.Subtotal, invoice.Discount, invoice.Tax, invoice.Total, invoice.AmountDue, invoice.AmountPaid, invoice.AmountDue - invoice.AmountPaid),
        invoice.Lines.Select(line => (Kind(line.Metered, line.Proration), Line(invoice.Currency, line.Description, line.Amount, line.Quantity, line.PeriodStart, line.PeriodEnd))));

    private sealed record Sums(string Currency, long Subtotal, long Discount, long Tax, long Total, long AmountDue, long AmountPaid, long Remaining);

    private static InvoiceSheet Of(Sums sums, IEnumerable<(string Title, SheetLine Line)> lines)
    {
        Money Amount(long minor) => new(minor, sums.Currency);
        return new InvoiceSheet(
            [.. lines.GroupBy(line => line.Title, line => line.Line).Select(group => new SheetGroup(group.Key, [.. group])).OrderBy(group => Array.IndexOf(Order, group.Title))],
            Amount(sums.Subtotal), Amount(sums.Discount), Amount(sums.Tax), sums.Tax > 0 && sums.Subtotal - sums.Discount == sums.Total,
            Amount(sums.Total), Amount(sums.Total - sums.AmountDue), Amount(sums.AmountPaid), Amount(sums.Remaining));
    }

    private static readonly string[] Order = ["Subscription", "Changes within the period", "Usage"];

    private static string Kind(bool metered, bool proration) => metered ? Order[2] : proration ? Order[1] : Order[0];

    private static SheetLine Line(string currency, string? text, long amount, long? quantity, DateTimeOffset from, DateTimeOffset until) =>
        new(string.IsNullOrWhiteSpace(text) ? "Charge" : text, new Money(amount, currency), quantity, from, until);
}
