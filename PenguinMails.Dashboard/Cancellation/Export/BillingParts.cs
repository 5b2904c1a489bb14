using PenguinMails.Dashboard.Billing;

namespace PenguinMails.Dashboard.Cancellation.Export;

// Amounts in the major unit, times in UTC, as everywhere that data leaves the product.
internal sealed record SubscriptionRow(
    string SubscriptionId, string? Plan, string Status, string BillingCycle, decimal Amount, string Currency, DateTimeOffset CreatedAt,
    DateTimeOffset PeriodStart, DateTimeOffset PeriodEnd, bool CancelAtPeriodEnd, DateTimeOffset? EndedAt);

internal sealed record InvoiceRow(
    string InvoiceId, string? Number, string Status, string Currency, decimal Total, decimal Tax, decimal AmountDue, decimal AmountPaid,
    DateTimeOffset CreatedAt, DateTimeOffset PeriodStart, DateTimeOffset PeriodEnd);

internal sealed record InvoiceLineRow(string InvoiceId, int Position, string? Description, long? Quantity, decimal Amount, decimal Tax, DateTimeOffset PeriodStart, DateTimeOffset PeriodEnd);

internal sealed record PaymentRow(
    string PaymentId, string? InvoiceId, string Status, string Currency, decimal Amount, decimal Refunded, string? Description, DateTimeOffset CreatedAt, string? CardBrand, string? CardLastFour);

internal sealed record AuditRow(DateTimeOffset At, string Actor, string Action, string? Subject, string? Detail);

/// <summary>The tables of the export that rooms on higher floors own.</summary>
internal static class BillingParts
{
    public static IReadOnlyList<ExportPart> All { get; } =
    [
        ExportPart.Of("subscription", db => db.TenantSubscriptions.Select(row => new SubscriptionRow(
            row.StripeSubscriptionId, row.PlanId, row.Status, row.BillingCycle.ToString(), row.Price.Major, row.Currency, row.CreatedAt,
            row.CurrentPeriodStart, row.CurrentPeriodEnd, row.CancelAtPeriodEnd, row.EndedAt))),
        ExportPart.Of("invoices", db => db.Invoices.OrderBy(row => row.CreatedAt).Select(row => new InvoiceRow(
            row.Id, row.Number, row.Status, row.Currency, Major(row.Total, row.Currency), Major(row.Tax, row.Currency), Major(row.AmountDue, row.Currency),
            Major(row.AmountPaid, row.Currency), row.CreatedAt, row.PeriodStart, row.PeriodEnd))),
        ExportPart.Of("invoice_lines", db => db.InvoiceLines
            .Join(db.Invoices, line => line.InvoiceId, invoice => invoice.Id, (line, invoice) => new { line, invoice.Currency, invoice.CreatedAt })
            .OrderBy(row => row.CreatedAt).ThenBy(row => row.line.Position)
            .Select(row => new InvoiceLineRow(
                row.line.InvoiceId, row.line.Position, row.line.Description, row.line.Quantity, Major(row.line.Amount, row.Currency),
                Major(row.line.Tax, row.Currency), row.line.PeriodStart, row.line.PeriodEnd))),
        ExportPart.Of("payments", db => db.Payments.OrderBy(row => row.CreatedAt).Select(row => new PaymentRow(
            row.Id, row.InvoiceId, row.Status, row.Currency, Major(row.Amount, row.Currency), Major(row.AmountRefunded, row.Currency), row.Description,
            row.CreatedAt, row.Card == null ? null : row.Card.Brand, row.Card == null ? null : row.Card.LastFour))),
        ExportPart.Of("audit", db => db.AuditEntries.OrderBy(row => row.At).ThenBy(row => row.Id)
            .Select(row => new AuditRow(row.At, row.Actor, row.Action, row.Subject, row.Detail))),
    ];

    private static decimal Major(long minor, string currency) => new StripeGateway.Money(minor, currency).Major;
}
