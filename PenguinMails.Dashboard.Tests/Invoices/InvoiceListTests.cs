using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Invoices;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Invoices;

public abstract class InvoiceListTests(DashboardApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private InvoiceList List => app.Services.GetRequiredService<InvoiceList>();

    [Fact]
    public async Task Pages_tile_the_list_in_every_order()
    {
        var caller = await WithInvoicesAsync(60);
        foreach (var sort in Enum.GetValues<InvoiceSort>())
        foreach (var descending in new[] { true, false })
        {
            var seen = new List<string>();
            for (var page = 0; page < 3; page++)
                seen.AddRange((await List.PageAsync(caller, new InvoiceFilter(), sort, descending, page * 25, 25, Ct)).Invoices.Select(invoice => invoice.Id));
            Assert.Equal(60, seen.Distinct().Count());
        }
    }

    [Fact]
    public async Task The_newest_stands_first_and_the_total_counts_all()
    {
        var page = await List.PageAsync(await WithInvoicesAsync(30), new InvoiceFilter(), InvoiceSort.Date, descending: true, 0, 25, Ct);

        Assert.Equal((25, 30), (page.Invoices.Count, page.Total));
        Assert.EndsWith("-0001", page.Invoices[0].Number, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("open", null, null, null, 5)]
    [InlineData("paid", null, null, null, 14)]
    [InlineData(null, -2, null, null, 3)]
    [InlineData(null, null, -2, null, 16)]
    [InlineData(null, -4, -2, null, 2)]
    [InlineData(null, null, null, "0007", 1)]
    [InlineData(null, null, null, "pm-", 19)]
    [InlineData(null, null, null, "%", 0)]
    [InlineData("open", -8, null, "-000", 2)]
    public async Task Filters_narrow_the_list_together(string? status, int? fromDay, int? beforeDay, string? search, int expected)
    {
        // Twenty: every fourth is open, the last a draft.
        var caller = await WithInvoicesAsync(20, i => i == 20 ? "draft" : i % 4 == 3 ? "open" : "paid");
        var filter = new InvoiceFilter(status, Day(fromDay), Day(beforeDay), search);

        Assert.Equal(expected, (await List.PageAsync(caller, filter, InvoiceSort.Date, true, 0, 100, Ct)).Total);
    }

    [Fact]
    public async Task A_draft_is_shown_to_nobody()
    {
        var caller = await WithInvoicesAsync(1, _ => "draft");

        Assert.Equal(0, (await List.PageAsync(caller, new InvoiceFilter(), InvoiceSort.Date, true, 0, 25, Ct)).Total);
        Assert.Null(await app.Services.GetRequiredService<InvoiceFiles>().FindAsync(caller, InvoiceGiven.Of(caller.OwnTenant, 1).Id, Ct));
    }

    [Fact]
    public async Task A_cursor_walks_over_all_of_them_once()
    {
        var caller = await WithInvoicesAsync(23);
        var seen = new List<string>();
        InvoicesAfter page;
        do
        {
            page = (await List.AfterAsync(caller, null, seen.LastOrDefault(), 10, Ct))!;
            seen.AddRange(page.Invoices.Select(invoice => invoice.Id));
        }
        while (page.HasMore);

        Assert.Equal(23, seen.Count);
        Assert.Equal(23, seen.Distinct().Count());
    }

    [Fact]
    public async Task Another_tenants_invoice_is_no_cursor_and_no_file()
    {
        var (mine, theirs) = (await WithInvoicesAsync(1), await WithInvoicesAsync(1));
        var id = InvoiceGiven.Of(theirs.OwnTenant, 1).Id;

        Assert.Null(await List.AfterAsync(mine, null, id, 10, Ct));
        Assert.Null(await app.Services.GetRequiredService<InvoiceFiles>().FindAsync(mine, id, Ct));
    }

    [Fact]
    public async Task A_member_sees_the_invoice_and_not_how_it_was_paid()
    {
        var owner = await WithInvoicesAsync(1);
        var id = InvoiceGiven.Of(owner.OwnTenant, 1).Id;
        await using (var db = app.Databases.ForTenant(owner.OwnTenant))
        {
            db.Payments.Add(InvoiceGiven.Payment(owner.OwnTenant, 1, invoiceId: id));
            await db.SaveChangesAsync(Ct);
        }

        var files = app.Services.GetRequiredService<InvoiceFiles>();
        Assert.Single((await files.FindAsync(owner, id, Ct))!.Payments!);
        Assert.Null((await files.FindAsync(CallerGiven.Of(owner.OwnTenant, Role.Member), id, Ct))!.Payments);
        Assert.IsType<LinkOutcome.NotAllowed>(await app.Services.GetRequiredService<InvoiceLinks>().PdfAsync(CallerGiven.Of(owner.OwnTenant, Role.Member), id, Ct));
    }

    private async Task<Caller> WithInvoicesAsync(int count, Func<int, string>? status = null)
    {
        var (tenant, _) = await app.TenantAsync();
        await app.InvoicesAsync(tenant, count, status);
        return CallerGiven.Of(tenant, Role.Owner);
    }

    private static DateTimeOffset? Day(int? offset) => offset is { } days ? InvoiceGiven.Newest.AddDays(days) : null;
}

public sealed class InvoiceListTestsOnSqlite(DashboardApp app) : InvoiceListTests(app);

public sealed class InvoiceListTestsOnPostgres(DashboardAppOnPostgres app) : InvoiceListTests(app.Needed);
