using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Invoices;
using PenguinMails.Dashboard.Invoices.Archive;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Invoices;

/// <summary>PDFs and Stripe's pages by fresh links, one or many, over HTTP as a browser asks.</summary>
public abstract class InvoiceDocumentTests(BillingApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("pdf")]
    [InlineData("hosted")]
    public async Task A_link_leads_on_to_stripe(string what)
    {
        var payer = await Subscriber.OfAsync(app);
        using var visitor = await SignedInAsync(payer.Email);

        var answer = await visitor.GetAsync($"/invoices/{await InvoiceOfAsync(payer)}/{what}");

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        using var http = new HttpClient();
        using var document = await http.GetAsync(answer.Location, Ct);
        Assert.Equal(what == "pdf" ? "application/pdf" : "text/html", document.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("/invoices/{0}/pdf")]
    [InlineData("/invoices/{0}/hosted")]
    [InlineData("/invoices/{0}")]
    public async Task Another_tenants_invoice_is_not_found(string path)
    {
        var payer = await Subscriber.OfAsync(app);
        var (visitor, _, _) = await app.OwnerAsync();

        var answer = await visitor.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, await InvoiceOfAsync(payer)));

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        visitor.Dispose();
    }

    [Fact]
    public async Task The_list_comes_as_csv_with_what_the_filter_leaves()
    {
        var (visitor, tenant, _) = await app.OwnerAsync();
        await app.InvoicesAsync(tenant, 12, i => i % 3 == 0 ? "open" : "paid");

        var csv = await visitor.GetAsync("/invoices/export.csv?status=open");

        Assert.Equal(("text/csv", HttpStatusCode.OK), (csv.MediaType, csv.Status));
        var lines = csv.Body.Trim('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Number,Date,Status,Currency,Subtotal,Discount,Tax,Total,Paid,To be paid,Period from,Period to,Id", lines[0]);
        Assert.Equal(5, lines.Length);
        Assert.Contains(",2026-10-30T09:00:00Z,To be paid,USD,149.00,0.00,0.03,149.03,0.00,149.03,", lines[1], StringComparison.Ordinal);
        visitor.Dispose();
    }

    [Fact]
    public async Task Several_come_as_one_zip_for_their_own_tenant()
    {
        var globex = await GlobexAsync();
        var ids = await InvoicesOfAsync(globex);
        var steps = new Steps();

        var outcome = await app.Services.GetRequiredService<InvoiceArchive>().PackAsync(globex, [.. ids, "in_of_nobody"], steps, Ct);

        var ready = Assert.IsType<ArchiveOutcome.Ready>(outcome);
        Assert.Equal((ids.Count, 0), (ready.Packed, ready.Failures.Count));
        Assert.Equal(Enumerable.Range(0, ids.Count + 1), steps.Seen.Select(step => step.Done));
        var shelf = app.Services.GetRequiredService<ArchiveShelf>();
        Assert.Null(shelf.Open(CallerGiven.Of(Guid.NewGuid(), Role.Owner), ready.Token));
        using var visitor = await SignedInAsync("owner@globex.test", "Penguin-Demo-1!");
        using var answer = await visitor.Http.GetAsync($"/invoices/archive/{ready.Token}", Ct);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Ct));
        Assert.Equal(ids.Count, zip.Entries.Count(entry => entry.Name.EndsWith(".pdf", StringComparison.Ordinal)));
        Assert.All(zip.Entries, entry => Assert.Equal("%PDF", new StreamReader(entry.Open()).ReadToEnd()[..4]));
    }

    [Fact]
    public async Task What_stripe_does_not_have_is_named_and_keeps_nothing_back()
    {
        var payer = await Subscriber.OfAsync(app);
        // In the mirror and not at Stripe.
        var lost = (await app.InvoicesAsync(payer.TenantId, 1))[0];

        var outcome = await app.Services.GetRequiredService<InvoiceArchive>().PackAsync(payer.Owner, [lost.Id, await InvoiceOfAsync(payer)], new Steps(), Ct);

        var ready = Assert.IsType<ArchiveOutcome.Ready>(outcome);
        Assert.Equal((1, lost.Number), (ready.Packed, Assert.Single(ready.Failures).Number));
        using var zip = new ZipArchive(app.Services.GetRequiredService<ArchiveShelf>().Open(payer.Owner, ready.Token)!);
        Assert.Contains(lost.Number!, await new StreamReader(zip.GetEntry("not-included.txt")!.Open()).ReadToEndAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_of_nothing_says_what_is_missing_and_a_member_gets_none()
    {
        var (tenant, _) = await app.TenantAsync();
        var lost = (await app.InvoicesAsync(tenant, 1))[0];
        var archive = app.Services.GetRequiredService<InvoiceArchive>();

        Assert.Single(Assert.IsType<ArchiveOutcome.Empty>(await archive.PackAsync(CallerGiven.Of(tenant, Role.Owner), [lost.Id], new Steps(), Ct)).Failures);
        Assert.IsType<ArchiveOutcome.NotAllowed>(await archive.PackAsync(CallerGiven.Of(tenant, Role.Member), [lost.Id], new Steps(), Ct));
        Assert.IsType<ArchiveOutcome.TooMany>(await archive.PackAsync(CallerGiven.Of(tenant, Role.Owner), [.. Enumerable.Range(0, 501).Select(i => $"in_{i}")], new Steps(), Ct));
    }

    [Fact]
    public async Task Packing_that_is_stopped_leaves_no_file_behind()
    {
        var globex = await GlobexAsync();
        using var stop = new CancellationTokenSource();
        var before = Directory.GetFiles(Path.GetTempPath(), "penguin-invoices-*.zip").ToHashSet();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            app.Services.GetRequiredService<InvoiceArchive>().PackAsync(globex, InvoicesOfAsync(globex).Result, new Steps(_ => stop.Cancel()), stop.Token));

        Assert.DoesNotContain(Directory.GetFiles(Path.GetTempPath(), "penguin-invoices-*.zip"), file => !before.Contains(file) && new FileInfo(file).Length == 0);
    }

    [Fact]
    public async Task The_next_invoice_is_what_stripe_works_out_line_by_line()
    {
        var payer = await Subscriber.OfAsync(app);
        var upcoming = app.Services.GetRequiredService<UpcomingInvoice>();

        var ready = Assert.IsType<UpcomingOutcome.Ready>(await upcoming.ReadAsync(payer.Member, Ct));
        Assert.Equal(("$149.00", "Subscription"), (ready.Sheet.Due.ToString(), Assert.Single(ready.Sheet.Groups).Title));
        Assert.Equal((await app.SubscriptionOfAsync(payer.TenantId))!.NextAmount, ready.Sheet.Due.Minor);

        var (stranger, _) = await app.TenantAsync();
        Assert.IsType<UpcomingOutcome.Nothing>(await upcoming.ReadAsync(CallerGiven.Of(stranger, Role.Owner), Ct));
    }

    private async Task<string> InvoiceOfAsync(Subscriber payer)
    {
        await using var db = app.Databases.ForTenant(payer.TenantId);
        return await db.Invoices.Where(invoice => invoice.StripeSubscriptionId == payer.SubscriptionId).Select(invoice => invoice.Id).FirstAsync(Ct);
    }

    private async Task<Caller> GlobexAsync()
    {
        await using var db = app.Databases.ForPlatform();
        return CallerGiven.Of(await db.Tenants.Where(tenant => tenant.Name == "Globex").Select(tenant => tenant.Id).SingleAsync(Ct), Role.Owner);
    }

    private async Task<List<string>> InvoicesOfAsync(Caller caller)
    {
        await using var db = app.Databases.ForTenant(caller.OwnTenant);
        return await db.Invoices.Where(invoice => invoice.Status == "paid").Select(invoice => invoice.Id).ToListAsync(Ct);
    }

    private async Task<Visitor> SignedInAsync(string email, string password = AccountGiven.Password)
    {
        var visitor = app.NewVisitor();
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SignInAsync(email, password)).Status);
        return visitor;
    }

    private sealed class Steps(Action<ArchiveProgress>? then = null) : IProgress<ArchiveProgress>
    {
        public List<ArchiveProgress> Seen { get; } = [];

        public void Report(ArchiveProgress value)
        {
            lock (Seen)
                Seen.Add(value);
            then?.Invoke(value);
        }
    }
}

public sealed class InvoiceDocumentTestsOnSqlite(BillingApp app) : InvoiceDocumentTests(app);

public sealed class InvoiceDocumentTestsOnPostgres(BillingAppOnPostgres app) : InvoiceDocumentTests(app.Needed);
