using Stripe;

namespace PenguinMails.Dashboard.Tests.StripeSandbox;

/// <summary>A customer's invoices, payments and periods, added up anew and compared with what they say of themselves.</summary>
internal sealed class Books(LocalStripe stripe, Customer customer)
{
    public async Task CheckAsync()
    {
        var invoices = await stripe.Api.Invoices.ListAutoPagingAsync(new() { Customer = customer.Id, Limit = 100, Expand = ["data.payments"] }).ToListAsync();
        invoices.Reverse();
        var lines = new List<(Invoice Invoice, InvoiceLineItem Line)>();
        foreach (var invoice in invoices)
        {
            var own = invoice.Lines.HasMore ? [.. await stripe.Api.Invoices.LineItems.ListAsync(invoice.Id, new() { Limit = 100 })] : invoice.Lines.Data;
            CheckTotals(invoice, own);
            lines.AddRange(own.Select(line => (invoice, line)));
        }
        await CheckPaymentsAsync(invoices);
        await CheckBalanceAsync();
        CheckPeriods(lines);
        await CheckCurrentPeriodsAsync(lines);
    }

    private static void CheckTotals(Invoice invoice, List<InvoiceLineItem> lines)
    {
        var amounts = lines.Sum(line => line.Amount);
        var discounts = lines.Sum(line => line.DiscountAmounts.Sum(discount => discount.Amount));
        var taxes = lines.Sum(line => line.Taxes.Where(tax => tax.TaxBehavior == "exclusive").Sum(tax => tax.Amount));
        Equal(amounts - discounts + taxes, invoice.Total, $"the lines of {invoice.Id} and its total");
        Equal(amounts, invoice.Subtotal, $"the lines of {invoice.Id} and its subtotal");
        Equal(discounts, invoice.TotalDiscountAmounts.Sum(discount => discount.Amount), $"the discounts of {invoice.Id}");
        Equal(taxes, invoice.TotalTaxes.Sum(tax => tax.Amount), $"the taxes of {invoice.Id}");
        Equal(invoice.AmountDue, invoice.AmountPaid + invoice.AmountRemaining, $"what is paid and what remains of {invoice.Id}");
        Equal(invoice.AmountPaid, invoice.Payments.Where(payment => payment.Status == "paid").Sum(payment => payment.AmountPaid ?? 0), $"the payments of {invoice.Id}");
        if (invoice.Status == "paid")
            Equal(0, invoice.AmountRemaining, $"what remains of {invoice.Id}, which is paid");
        if (invoice.Status is "open" or "paid")
            Equal(invoice.Total + invoice.StartingBalance - invoice.AmountDue, invoice.EndingBalance ?? 0, $"the balance after {invoice.Id}");
    }

    private async Task CheckPaymentsAsync(List<Invoice> invoices)
    {
        var charges = await stripe.Api.Charges.ListAutoPagingAsync(new() { Customer = customer.Id, Limit = 100 }).ToListAsync();
        var refunds = await stripe.Api.Refunds.ListAutoPagingAsync(new() { Limit = 100 }).ToListAsync();
        var moved = await stripe.Api.BalanceTransactions.ListAutoPagingAsync(new() { Limit = 100 }).ToListAsync();
        var (paid, refunded) = (charges.Where(charge => charge.Paid).Sum(charge => charge.AmountCaptured), refunds.Sum(refund => refund.Amount));
        Equal(invoices.Sum(invoice => invoice.AmountPaid), paid, "what invoices were paid and what cards were charged");
        Equal(refunded, charges.Sum(charge => charge.AmountRefunded), "the refunds and what charges say of them");
        Equal(paid - refunded, moved.Sum(transaction => transaction.Amount), "payments less refunds and what the account received");
    }

    private async Task CheckBalanceAsync()
    {
        var moves = await stripe.Api.Customers.BalanceTransactions.ListAutoPagingAsync(customer.Id, new() { Limit = 100 }).ToListAsync();
        Equal((await stripe.Api.Customers.GetAsync(customer.Id)).Balance, moves.Sum(move => move.Amount), "the customer's balance and what moved it");
    }

    /// <summary>The periods billed for an item follow one another; only a change that begins a new one at that second cuts one short.</summary>
    private static void CheckPeriods(List<(Invoice Invoice, InvoiceLineItem Line)> lines)
    {
        foreach (var item in lines.Where(entry => IsPeriod(entry.Line)).GroupBy(entry => ItemOf(entry.Line)))
        {
            var periods = item.OrderBy(entry => entry.Line.Period.Start).ToList();
            foreach (var (before, after) in periods.Zip(periods.Skip(1)))
            {
                var cut = after.Invoice.BillingReason == "subscription_update" && after.Invoice.Created == after.Line.Period.Start && after.Line.Period.Start <= before.Line.Period.End;
                Assert.True(cut || after.Line.Period.Start == before.Line.Period.End,
                    $"{item.Key}: after {before.Line.Period.Start:u} – {before.Line.Period.End:u} comes {after.Line.Period.Start:u} – {after.Line.Period.End:u}");
            }
        }
    }

    private async Task CheckCurrentPeriodsAsync(List<(Invoice Invoice, InvoiceLineItem Line)> lines)
    {
        foreach (var subscription in (await stripe.Api.Subscriptions.ListAsync(new() { Customer = customer.Id, Status = "all", Limit = 100 })).Where(one => one.Status is "active" or "past_due"))
        {
            Assert.All(subscription.Items.Data, item => Assert.True(item.CurrentPeriodStart <= stripe.Now && stripe.Now < item.CurrentPeriodEnd, $"{stripe.Now:u} is outside the period of {item.Id}"));
            foreach (var item in subscription.Items.Data)
            {
                // An item that was added within a period has its first one as a proration.
                var last = lines.Where(entry => ItemOf(entry.Line) == item.Id && (IsPeriod(entry.Line) || entry.Line.Amount > 0)).Select(entry => entry.Line.Period.End).DefaultIfEmpty(item.CurrentPeriodEnd).Max();
                Assert.True(lines.All(entry => ItemOf(entry.Line) != item.Id || !IsPeriod(entry.Line)) || last >= item.CurrentPeriodEnd, $"the period of {item.Id} until {item.CurrentPeriodEnd:u} was billed until {last:u} only");
            }
        }
    }

    private static bool IsPeriod(InvoiceLineItem line) => line.Parent?.SubscriptionItemDetails is { Proration: false };

    private static string? ItemOf(InvoiceLineItem line) => line.Parent?.SubscriptionItemDetails?.SubscriptionItem;

    private static void Equal(long expected, long actual, string what) => Assert.True(expected == actual, $"They differ: {what}: {expected}, {actual}.");
}
