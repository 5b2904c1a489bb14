using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Payments;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Payments;

public abstract class PaymentHistoryTests(BillingApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private PaymentHistory History => app.Services.GetRequiredService<PaymentHistory>();

    [Theory]
    [InlineData(null, null, 7)]
    [InlineData("succeeded", null, 2)]
    [InlineData("refunded", null, 2)]
    [InlineData("failed", null, 1)]
    [InlineData("pending", null, 1)]
    [InlineData("canceled", null, 1)]
    [InlineData(null, "-0001", 1)]
    [InlineData("refunded", "professional", 2)]
    [InlineData(null, "nothing like it", 0)]
    public async Task Filters_mean_what_the_status_says(string? status, string? search, int expected)
    {
        var owner = await WithPaymentsAsync();

        var found = await History.PageAsync(owner, new PaymentFilter(status, Search: search), PaymentSort.Date, descending: true, 0, 100, Ct);

        Assert.Equal((expected, expected), (found.Lines.Count, found.Total));
        if (status is not null)
            Assert.All(found.Lines, line => Assert.Contains(status, line.Payment.Status.Replace("partially_", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_payment_has_one_status_and_the_filters_leave_none_out()
    {
        var owner = await WithPaymentsAsync();
        var total = 0;
        foreach (var status in PaymentFilter.Statuses)
            total += (await History.PageAsync(owner, new PaymentFilter(status), PaymentSort.Date, true, 0, 100, Ct)).Total;

        Assert.Equal(7, total);
    }

    [Fact]
    public async Task The_list_can_stand_by_amount_and_between_days()
    {
        var owner = await WithPaymentsAsync();

        var by = await History.PageAsync(owner, new PaymentFilter(), PaymentSort.Amount, descending: false, 0, 100, Ct);
        var between = await History.PageAsync(owner, new PaymentFilter(From: InvoiceGiven.Newest.AddDays(-2), Before: InvoiceGiven.Newest), PaymentSort.Date, true, 0, 100, Ct);

        Assert.Equal(by.Lines.Select(line => line.Payment.Amount).Order(), by.Lines.Select(line => line.Payment.Amount));
        Assert.Equal(2, between.Total);
    }

    [Fact]
    public async Task A_receipt_is_read_at_stripe_when_it_is_followed()
    {
        var payer = await Subscriber.OfAsync(app);
        await using var db = app.Databases.ForTenant(payer.TenantId);
        var id = await db.Payments.Select(payment => payment.Id).FirstAsync(Ct);
        using var visitor = app.NewVisitor();
        await visitor.SignInAsync(payer.Email);
        var (other, _, _) = await app.OwnerAsync();

        var answer = await visitor.GetAsync($"/payments/{id}/receipt");

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Contains("/receipts/ch_", answer.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/payments/{id}/receipt")).Status);
        Assert.IsType<ReceiptOutcome.Missing>(await app.Services.GetRequiredService<Receipts>().FindAsync(payer.Member, id, Ct));
        other.Dispose();
    }

    [Fact]
    public async Task The_list_comes_as_csv_and_for_a_member_not_at_all()
    {
        var (visitor, tenant, _) = await app.OwnerAsync();
        await WithPaymentsAsync(tenant);

        var csv = await visitor.GetAsync("/payments/export.csv?status=refunded");

        var lines = csv.Body.Trim('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Date,Status,Currency,Amount,Refunded,Method,For,Invoice,Id", lines[0]);
        Assert.Equal(3, lines.Length);
        Assert.Contains("Refunded,USD,149.02,149.02,Visa ending in 4242,Professional Plan - Monthly,,", lines[1], StringComparison.Ordinal);
        Assert.Empty(await History.AllAsync(CallerGiven.Of(tenant, Role.Member), new PaymentFilter(), Ct).ToListAsync(Ct));
        visitor.Dispose();
    }

    private async Task<Caller> WithPaymentsAsync(Guid? of = null)
    {
        var tenant = of ?? (await app.TenantAsync()).TenantId;
        var invoice = (await app.InvoicesAsync(tenant, 1))[0];
        await using var db = app.Databases.ForTenant(tenant);
        db.Payments.AddRange(
            InvoiceGiven.Payment(tenant, 1, invoiceId: invoice.Id),
            InvoiceGiven.Payment(tenant, 2, refunded: 14902),
            InvoiceGiven.Payment(tenant, 3, refunded: 100),
            InvoiceGiven.Payment(tenant, 4, "requires_payment_method"),
            InvoiceGiven.Payment(tenant, 5, "processing"),
            InvoiceGiven.Payment(tenant, 6, "canceled"),
            InvoiceGiven.Payment(tenant, 7));
        await db.SaveChangesAsync(Ct);
        return CallerGiven.Of(tenant, Role.Owner);
    }
}

public sealed class PaymentHistoryTestsOnSqlite(BillingApp app) : PaymentHistoryTests(app);

public sealed class PaymentHistoryTestsOnPostgres(BillingAppOnPostgres app) : PaymentHistoryTests(app.Needed);
