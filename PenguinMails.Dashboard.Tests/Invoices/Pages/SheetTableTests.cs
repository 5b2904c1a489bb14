using Bunit;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Invoices;
using PenguinMails.Dashboard.Invoices.Pages;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Invoices.Pages;

public sealed class SheetTableTests : ComponentTest
{
    [Fact]
    public void A_line_says_what_for_how_many_and_which_time()
    {
        var table = Show(lines: [Line("Extra seat", 3000, quantity: 2), Line("2 × Dedicated IP (at $50.00 / month)", 10000, quantity: 2)]);

        Assert.Contains("Extra seat × 2", table, StringComparison.Ordinal);
        Assert.DoesNotContain("month) × 2", table, StringComparison.Ordinal);
        Assert.Contains("1 November 2026 to 1 December 2026", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Sums_that_are_nothing_are_left_out()
    {
        var table = Show();

        Assert.DoesNotContain("Discount", table, StringComparison.Ordinal);
        Assert.DoesNotContain("credit", table, StringComparison.Ordinal);
        Assert.DoesNotContain("To be paid", table, StringComparison.Ordinal);
        Assert.Contains("Tax", table, StringComparison.Ordinal);
    }

    [Fact]
    public void A_discount_is_taken_off() => Assert.Contains("-$29.80", Show(invoice => (invoice.Discount, invoice.Total) = (2980, 11920)), StringComparison.Ordinal);

    [Fact]
    public void Yen_have_no_decimals_and_dinars_three()
    {
        Assert.Contains("¥14,900", Show(invoice => invoice.Currency = "jpy"), StringComparison.Ordinal);
        Assert.Contains("KWD 14.900", Show(invoice => invoice.Currency = "kwd"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_one_says_what_is_to_be_paid() =>
        Assert.Contains("To be paid", Show(invoice => (invoice.Status, invoice.AmountPaid) = ("open", 0)), StringComparison.Ordinal);

    [Fact]
    public void A_coming_one_says_what_will_be_charged()
    {
        var table = Show(coming: true);

        Assert.Contains("To be charged", table, StringComparison.Ordinal);
        Assert.DoesNotContain("Paid", table, StringComparison.Ordinal);
    }

    private string Show(Action<Invoice>? change = null, IEnumerable<InvoiceLine>? lines = null, bool coming = false)
    {
        var invoice = InvoiceGiven.Of(Guid.Empty, 0);
        change?.Invoke(invoice);
        return Render<SheetTable>(parameters => parameters.Add(table => table.Sheet, InvoiceSheet.Of(invoice, lines ?? [Line("Professional", 14900)])).Add(table => table.Coming, coming)).Markup;
    }

    private static InvoiceLine Line(string text, long amount, long quantity = 1) => new()
    {
        Id = $"il_{text}",
        TenantId = Guid.Empty,
        InvoiceId = "in_1",
        Description = text,
        Amount = amount,
        Quantity = quantity,
        PeriodStart = new(2026, 11, 1, 9, 0, 0, TimeSpan.Zero),
        PeriodEnd = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero),
    };
}
