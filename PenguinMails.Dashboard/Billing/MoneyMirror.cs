using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Billing.Transitions;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing;

/// <summary>The part of the mirror that is about money that moved: invoices and payments.</summary>
internal sealed class MoneyMirror(BillingDb db, Guid tenantId, IReadOnlyDictionary<string, PlanPrice> plans, DateTimeOffset newsSince)
{
    public async Task<IReadOnlyList<BillingTransition>> WriteAsync(CustomerState state, CancellationToken ct)
    {
        var invoiceIds = state.Invoices.Select(invoice => invoice.Id).ToList();
        var invoices = await db.Invoices.Where(invoice => invoiceIds.Contains(invoice.Id)).ToDictionaryAsync(invoice => invoice.Id, ct);
        var transitions = new List<BillingTransition>();
        foreach (var invoice in state.Invoices)
        {
            var known = invoices.GetValueOrDefault(invoice.Id);
            var before = InvoiceFacts.Of(known);
            var row = Write(invoice, known);
            InvoiceFailure.Write(row, invoice, state);
            transitions.AddRange(InvoiceChanges.Between(before, row));
            if (MoneyNews.Of(before, row, invoice, newsSince) is { } available)
                transitions.Add(available);
        }

        await WriteLinesAsync(state.Invoices, ct);
        var paymentIds = state.Payments.Select(payment => payment.Id).ToList();
        var payments = await db.Payments.Where(payment => paymentIds.Contains(payment.Id)).ToDictionaryAsync(payment => payment.Id, ct);
        foreach (var payment in state.Payments)
        {
            var known = payments.GetValueOrDefault(payment.Id);
            var before = known?.AmountRefunded;
            var row = await WriteAsync(payment, known, state.Invoices, ct);
            if (MoneyNews.Of(before, row, newsSince) is { } refunded)
                transitions.Add(refunded);
        }

        return transitions;
    }

    private Invoice Write(InvoiceSnapshot invoice, Invoice? row)
    {
        if (row is null)
        {
            db.Invoices.Add(row = new Invoice
            {
                Id = invoice.Id,
                TenantId = tenantId,
                Status = invoice.Status,
                Currency = invoice.Currency,
                CreatedAt = invoice.Created,
            });
        }

        row.Number = invoice.Number;
        row.StripeSubscriptionId = invoice.SubscriptionId;
        row.Status = invoice.Status;
        row.Currency = invoice.Currency;
        row.Subtotal = invoice.Subtotal;
        row.Discount = invoice.Discount;
        row.Total = invoice.Total;
        row.Tax = invoice.Tax;
        row.AmountDue = invoice.AmountDue;
        row.AmountPaid = invoice.AmountPaid;
        row.PeriodStart = invoice.PeriodStart;
        row.PeriodEnd = invoice.PeriodEnd;
        return row;
    }

    private async Task WriteLinesAsync(IReadOnlyList<InvoiceSnapshot> invoices, CancellationToken ct)
    {
        var ids = invoices.Select(invoice => invoice.Id).ToList();
        var rows = await db.InvoiceLines.Where(line => ids.Contains(line.InvoiceId)).ToDictionaryAsync(line => line.Id, ct);
        foreach (var invoice in invoices)
        {
            foreach (var (position, line) in invoice.Lines.Index())
            {
                if (!rows.Remove(line.Id, out var row))
                    db.InvoiceLines.Add(row = new InvoiceLine { Id = line.Id, TenantId = tenantId, InvoiceId = invoice.Id });
                Write(row, line, position);
            }
        }

        // A draft's lines may be taken off again.
        db.InvoiceLines.RemoveRange(rows.Values);
    }

    private static void Write(InvoiceLine row, InvoiceLineSnapshot line, int position)
    {
        row.Position = position;
        row.Description = line.Description;
        row.Amount = line.Amount;
        row.Tax = line.Tax;
        row.Quantity = line.Quantity;
        row.StripePriceId = line.PriceId;
        row.Proration = line.Proration;
        row.Metered = line.Metered;
        row.PeriodStart = line.PeriodStart;
        row.PeriodEnd = line.PeriodEnd;
    }

    private async Task<Payment> WriteAsync(PaymentSnapshot payment, Payment? row, IReadOnlyList<InvoiceSnapshot> invoices, CancellationToken ct)
    {
        if (row is null)
        {
            db.Payments.Add(row = new Payment
            {
                Id = payment.Id,
                TenantId = tenantId,
                StripeStatus = payment.Status,
                Currency = payment.Currency,
                CreatedAt = payment.Created,
            });
        }

        if (invoices.FirstOrDefault(invoice => invoice.PaymentIntentIds.Contains(payment.Id)) is { } invoice)
        {
            row.InvoiceId = invoice.Id;
            row.Description = await DescribeAsync(invoice, ct) ?? row.Description;
        }

        row.Description ??= payment.Description;
        row.StripeStatus = payment.Status;
        row.Amount = payment.Amount;
        row.AmountRefunded = payment.AmountRefunded;
        row.Currency = payment.Currency;
        row.ReceiptUrl = payment.ReceiptUrl;
        row.DeclineCode = payment.DeclineCode;
        row.DisputeStatus = payment.DisputeStatus;
        if (Card.Of(payment.Card) is { } card && row.Card != card)
            row.Card = card;
        return row;
    }

    // "Professional Plan - Monthly" is how the REST API has always described a plan's payment.
    private async Task<string?> DescribeAsync(InvoiceSnapshot invoice, CancellationToken ct)
    {
        if (invoice.PriceId is null || plans.GetValueOrDefault(invoice.PriceId) is not { } price)
            return null;
        var plan = await db.Plans.FindAsync([price.PlanId], ct);
        return $"{plan!.Name} Plan - {price.Cycle}";
    }
}
