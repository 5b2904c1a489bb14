using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Look;

namespace PenguinMails.Dashboard.Payments;

/// <summary>The CSV's columns: amounts in the major unit, instants in UTC.</summary>
internal static class PaymentColumns
{
    public static readonly IReadOnlyList<CsvColumn<PaymentLine>> All =
    [
        new("Date", line => line.Payment.CreatedAt),
        new("Status", line => PaymentWords.Status(line.Payment.Status)),
        new("Currency", line => line.Payment.Currency.ToUpperInvariant()),
        new("Amount", line => line.Payment.Money.Major),
        new("Refunded", line => line.Payment.Refunded.Major),
        new("Method", line => line.Payment.Card?.Name),
        new("For", line => line.Payment.Description),
        new("Invoice", line => line.InvoiceNumber),
        new("Id", line => line.Payment.Id),
    ];
}
