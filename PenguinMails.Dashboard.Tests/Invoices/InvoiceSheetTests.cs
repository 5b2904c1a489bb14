using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Invoices;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Invoices;

public sealed class InvoiceSheetTests
{
    [Fact]
    public void Lines_stand_by_kind_whatever_their_order_on_the_document()
    {
        var sheet = InvoiceSheet.Of(Invoice(), [Line(1, metered: true), Line(2, proration: true), Line(3), Line(4)]);

        Assert.Equal(["Subscription", "Changes within the period", "Usage"], sheet.Groups.Select(group => group.Title));
        Assert.Equal(2, sheet.Groups[0].Lines.Count);
    }

    [Fact]
    public void Tax_on_top_is_told_from_tax_within()
    {
        Assert.False(InvoiceSheet.Of(Invoice(subtotal: 10000, tax: 1900, total: 11900), []).TaxIncluded);
        Assert.True(InvoiceSheet.Of(Invoice(subtotal: 11900, tax: 1900, total: 11900), []).TaxIncluded);
        Assert.False(InvoiceSheet.Of(Invoice(subtotal: 10000, tax: 0, total: 10000), []).TaxIncluded);
    }

    [Fact]
    public void A_discount_is_taken_off_before_the_tax_is_looked_at() =>
        Assert.True(InvoiceSheet.Of(Invoice(subtotal: 12000, discount: 2000, tax: 1597, total: 10000), []).TaxIncluded);

    [Fact]
    public void What_the_accounts_credit_paid_is_what_is_not_due()
    {
        var sheet = InvoiceSheet.Of(Invoice(subtotal: 14900, total: 14900, due: 4900, status: "open"), []);

        Assert.Equal(("$100.00", "$49.00"), (sheet.Credit.ToString(), sheet.Due.ToString()));
    }

    [Fact]
    public void An_invoice_below_zero_adds_to_the_credit() =>
        Assert.Equal("-$30.00", InvoiceSheet.Of(Invoice(subtotal: -3000, total: -3000, due: 0), []).Credit.ToString());

    [Fact]
    public void A_paid_invoice_asks_for_nothing() => Assert.Equal(0, InvoiceSheet.Of(Invoice(total: 14900, due: 14900), []).Due.Minor);

    private static Invoice Invoice(long subtotal = 14900, long discount = 0, long tax = 0, long total = 14900, long? due = null, string status = "paid")
    {
        var invoice = InvoiceGiven.Of(Guid.Empty, 1, status);
        (invoice.Subtotal, invoice.Discount, invoice.Tax, invoice.Total, invoice.AmountDue) = (subtotal, discount, tax, total, due ?? total);
        invoice.AmountPaid = status == "paid" ? invoice.AmountDue : 0;
        return invoice;
    }

    private static InvoiceLine Line(int i, bool metered = false, bool proration = false) => new()
    {
        Id = $"il_{i}",
        TenantId = Guid.Empty,
        InvoiceId = "in_1",
        Position = i,
        Description = $"Line {i}",
        Amount = 100,
        Metered = metered,
        Proration = proration,
    };
}
