using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Accounts.Keys;
using PenguinMails.Dashboard.Accounts.Team;
using PenguinMails.Dashboard.Admin;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.CompanyInfo;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Look.Search;
using PenguinMails.Dashboard.Payments;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Usage.Budgets;
using PenguinMails.Dashboard.Usage.Ingestion;
using PenguinMails.Dashboard.Usage.Overage;

namespace PenguinMails.Dashboard.Tests.Shell;

/// <summary>Globex's people and keys reach nothing of Acme's, and the other way round.</summary>
public abstract class IsolationTests(BillingApp app)
{
    private const string Demo = "Penguin-Demo-1!";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    public static TheoryData<string> TenantPages =>
        ["/billing", "/usage", "/plans", "/billing/success?session_id=cs_test_x", "/account", "/invoices", "/invoices/upcoming", "/invoices/export.csv", "/change-plan?plan=business", "/cancel", "/billing-details", "/team"];

    [Theory]
    [MemberData(nameof(TenantPages))]
    public async Task No_page_of_acmes_shows_anything_of_globex(string path)
    {
        var secrets = await GlobexFactsAsync();
        foreach (var email in new[] { "owner@acme.test", "billing@acme.test", "member@acme.test" })
        {
            using var visitor = await SignedInAsync(email);
            var page = await visitor.GetAsync(path);

            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, page.Body, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("owner@acme.test")]
    [InlineData("owner@globex.test")]
    [InlineData("member@acme.test")]
    public async Task No_tenant_enters_the_operators_pages(string email)
    {
        using var visitor = await SignedInAsync(email);
        var globex = await TenantAsync("Globex");

        foreach (var path in new[] { "/admin", $"/admin/tenants/{globex}" })
        {
            var page = await visitor.GetAsync(path);
            Assert.True(page.Status is HttpStatusCode.Redirect or HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{path} answered {page.Status}");
            Assert.DoesNotContain("cus_", page.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/billing")]
    [InlineData("/billing/portal")]
    [InlineData("/billing/success")]
    [InlineData("/billing/payment-recovery")]
    [InlineData("/billing/export")]
    [InlineData("/change-plan")]
    [InlineData("/cancel")]
    [InlineData("/usage")]
    [InlineData("/usage/export.csv")]
    [InlineData("/billing-details")]
    [InlineData("/team")]
    [InlineData("/api-keys")]
    [InlineData("/admin")]
    [InlineData("/account")]
    [InlineData("/invoices")]
    [InlineData("/invoices/upcoming")]
    [InlineData("/invoices/in_1")]
    [InlineData("/invoices/in_1/pdf")]
    [InlineData("/invoices/in_1/hosted")]
    [InlineData("/invoices/export.csv")]
    [InlineData("/invoices/archive/00000000-0000-0000-0000-000000000001")]
    [InlineData("/payments")]
    [InlineData("/payments/export.csv")]
    [InlineData("/payments/pi_1/receipt")]
    [InlineData("/payment-methods")]
    [InlineData("/payment-methods/added?session_id=cs_1")]
    [InlineData("/payment-methods/update")]
    public async Task A_stranger_is_led_to_sign_in(string path)
    {
        using var visitor = app.NewVisitor();
        var page = await visitor.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, page.Status);
        Assert.StartsWith("/sign-in", page.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/payments")]
    [InlineData("/payments/export.csv")]
    [InlineData("/payments/pi_1/receipt")]
    [InlineData("/payment-methods")]
    [InlineData("/payment-methods/added?session_id=cs_1")]
    [InlineData("/payment-methods/update")]
    [InlineData("/invoices/in_1/pdf")]
    [InlineData("/invoices/in_1/hosted")]
    [InlineData("/invoices/archive/00000000-0000-0000-0000-000000000001")]
    public async Task A_member_does_not_come_where_it_shows_how_the_company_pays(string path)
    {
        using var visitor = await SignedInAsync("member@acme.test");
        var page = await visitor.GetAsync(path);

        Assert.True(page.Status is HttpStatusCode.Redirect or HttpStatusCode.Forbidden, $"{path} answered {page.Status}");
        Assert.DoesNotContain("ending in", page.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/payments")]
    [InlineData("/payments/export.csv")]
    [InlineData("/payment-methods")]
    public async Task No_page_of_acmes_owner_shows_anything_of_globex(string path)
    {
        var secrets = await GlobexFactsAsync();
        using var visitor = await SignedInAsync("owner@acme.test");
        var page = await visitor.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, page.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Globexs_documents_are_nowhere_for_acme()
    {
        using var visitor = await SignedInAsync("owner@acme.test");
        await using var db = app.Databases.ForTenant(await TenantAsync("Globex"));
        var (invoice, payment) = (await db.Invoices.Select(row => row.Id).FirstAsync(Ct), await db.Payments.Select(row => row.Id).FirstAsync(Ct));

        foreach (var path in new[] { $"/invoices/{invoice}", $"/invoices/{invoice}/pdf", $"/invoices/{invoice}/hosted", $"/payments/{payment}/receipt" })
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(path)).Status);
    }

    [Fact]
    public async Task A_member_is_told_nothing_of_how_their_company_pays()
    {
        var globex = await TenantAsync("Globex");
        var member = CallerGiven.Of(globex, Role.Member);

        var overview = await app.Services.GetRequiredService<BillingOverview>().ReadAsync(member, Ct);
        var payments = await app.Services.GetRequiredService<PaymentHistory>().ReadAsync(member, 1, 20, Ct);

        Assert.NotNull(overview.Subscription);
        Assert.Null(overview.Subscription.Card);
        Assert.Empty(payments.Payments);
    }

    [Fact]
    public async Task Acmes_key_answers_with_acmes_payments_alone()
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", BillingApp.AcmeApiKey);

        var body = await http.GetStringAsync("/api/v1/billing/payments?tenant_id=" + await TenantAsync("Globex"), Ct);

        Assert.All(await GlobexFactsAsync(), secret => Assert.DoesNotContain(secret, body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Acmes_key_and_people_neither_read_nor_change_what_globex_used()
    {
        var globex = await TenantAsync("Globex");
        using var http = new HttpClient { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", BillingApp.AcmeApiKey);
        var before = await UsedAsync(globex);

        var record = new { metric = "emails_sent", quantity = 5, timestamp = app.Sandbox.Clock.GetUtcNow(), idempotency_key = Guid.NewGuid().ToString(), tenant_id = globex };
        await http.PostAsJsonAsync("/api/v1/billing/usage?tenant_id=" + globex, new { records = new[] { record }, tenant_id = globex }, Ct);

        await http.PostAsJsonAsync("/api/v1/billing/overage?tenant_id=" + globex, new { choice = "block", tenant_id = globex }, Ct);
        await http.PostAsJsonAsync("/api/v1/billing/overage/allow?tenant_id=" + globex, new { tenant_id = globex }, Ct);
        await http.PostAsJsonAsync("/api/v1/billing/overage", new { choice = "bill" }, Ct);

        Assert.Equal(before, await UsedAsync(globex));
        Assert.Equal((OverageChoice.Bill, false), await ChosenAsync(globex));
        Assert.DoesNotContain("21730", await http.GetStringAsync("/api/v1/billing/usage?history=6&tenant_id=" + globex, Ct), StringComparison.Ordinal);
        using var visitor = await SignedInAsync("owner@acme.test");
        Assert.DoesNotContain("21730", (await visitor.GetAsync("/usage/export.csv")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_decides_nothing_about_usage()
    {
        var member = CallerGiven.Of(await TenantAsync("Globex"), Role.Member);

        Assert.IsType<OverageOutcome.NotAllowed>(await app.Services.GetRequiredService<OverageDesk>().ChooseAsync(member, OverageChoice.Block, Ct));
        Assert.IsType<OverageOutcome.NotAllowed>(await app.Services.GetRequiredService<OverageDesk>().AllowAsync(member, Ct));
        Assert.IsType<BudgetOutcome.NotAllowed>(await app.Services.GetRequiredService<BudgetDesk>().SetAsync(member, 1, Ct));
        Assert.IsType<UsageOutcome.NotAllowed>(await app.Services.GetRequiredService<UsageIngestion>().IngestAsync(member, [], Ct));
    }

    [Fact]
    public async Task Acmes_key_answers_with_acmes_details_alone()
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", BillingApp.AcmeApiKey);

        var body = await http.GetStringAsync("/api/v1/billing/company-info?tenant_id=" + await TenantAsync("Globex"), Ct);

        Assert.Contains("owner@acme.test", body, StringComparison.Ordinal);
        Assert.DoesNotContain("globex", body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Nobody_reaches_the_team_the_keys_the_details_or_the_invoices_of_another_tenant()
    {
        var (acme, globex) = (CallerGiven.Of(await TenantAsync("Acme"), Role.Owner), CallerGiven.Of(await TenantAsync("Globex"), Role.Owner));
        var services = app.Services;
        var member = (await services.GetRequiredService<TeamDirectory>().ReadAsync(acme, Ct)).Members[^1];
        var key = (await services.GetRequiredService<KeyRing>().ReadAsync(acme, Ct))[0];
        await using var db = app.Databases.ForTenant(globex.OwnTenant);
        var number = await db.Invoices.Select(invoice => invoice.Number).FirstAsync(number => number != null, Ct);

        Assert.IsType<TeamOutcome.NotFound>(await services.GetRequiredService<Memberships>().RemoveAsync(globex, member.Id, Ct));
        Assert.IsType<KeyOutcome.NotFound>(await services.GetRequiredService<KeyRing>().RevokeAsync(globex, key.Id, Ct));
        Assert.Equal("Globex", (await services.GetRequiredService<CompanyService>().ReadAsync(globex, Ct)).Name);
        foreach (var source in services.GetServices<ISearchSource>())
        {
            Assert.Empty(await source.FindAsync(CallerGiven.Principal(acme.TenantId, Role.Owner), number!, Ct));
            Assert.Empty(await source.FindAsync(CallerGiven.Principal(globex.TenantId, Role.Member), number!, Ct));
            Assert.NotEmpty(await source.FindAsync(CallerGiven.Principal(globex.TenantId, Role.Owner), number!, Ct));
        }
    }

    [Fact]
    public async Task A_member_does_not_enter_the_keys()
    {
        using var visitor = await SignedInAsync("member@acme.test");

        Assert.DoesNotContain("pm_test", (await visitor.GetAsync("/api-keys")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_context_of_one_tenant_neither_sees_nor_writes_anothers_rows()
    {
        var (acme, globex) = (await TenantAsync("Acme"), await TenantAsync("Globex"));
        await using var db = app.Databases.ForTenant(acme);

        Assert.Empty(await db.TenantSubscriptions.Where(row => row.TenantId == globex).ToListAsync(Ct));
        Assert.Empty(await db.Payments.Where(row => row.TenantId == globex).ToListAsync(Ct));
        Assert.Empty(await db.AuditEntries.Where(row => row.TenantId == globex).ToListAsync(Ct));

        db.Record(globex, DateTimeOffset.UnixEpoch, "Mallory", "Forged");
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task Every_table_that_names_a_tenant_is_under_the_filter()
    {
        await using var db = app.Databases.ForNobody();

        var open = db.Model.GetEntityTypes()
            .Where(type => type.FindProperty("TenantId") is not null && !type.ClrType.IsAssignableTo(typeof(ITenantOwned)))
            .Select(type => type.ClrType.Name);

        // People sign in before their tenant is known, and the outbox is the mail worker's alone.
        Assert.Equal(["OutboxMail", "User"], open.Order());
    }

    [Fact]
    public async Task The_directory_of_tenants_refuses_everybody_but_operators()
    {
        var owner = CallerGiven.Of(await TenantAsync("Acme"), Role.Owner);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => app.Services.GetRequiredService<TenantDirectory>().ListAsync(owner, null, null, 0, 10, Ct));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => app.Services.GetRequiredService<TenantFile>().ReadAsync(owner, owner.OwnTenant, Ct));
        Assert.NotEmpty((await app.Services.GetRequiredService<TenantDirectory>().ListAsync(CallerGiven.Of(null, Role.BillingOperator), "globex", null, 0, 10, Ct)).Lines);
    }

    private async Task<Visitor> SignedInAsync(string email)
    {
        var visitor = app.NewVisitor();
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SignInAsync(email, Demo)).Status);
        return visitor;
    }

    private async Task<long> UsedAsync(Guid tenant)
    {
        await using var db = app.Databases.ForTenant(tenant);
        return await db.UsagePeriods.SumAsync(period => period.EmailsSent, Ct);
    }

    private async Task<(OverageChoice, bool Allowed)> ChosenAsync(Guid tenant)
    {
        await using var db = app.Databases.ForTenant(tenant);
        return (await db.UsageSettings.Select(row => row.Overage).SingleOrDefaultAsync(Ct), await db.UsagePeriods.AnyAsync(period => period.OverageAllowedAt != null, Ct));
    }

    private async Task<Guid> TenantAsync(string name)
    {
        await using var db = app.Databases.ForPlatform();
        return await db.Tenants.Where(tenant => tenant.Name == name).Select(tenant => tenant.Id).SingleAsync(Ct);
    }

    private async Task<List<string>> GlobexFactsAsync()
    {
        await using var db = app.Databases.ForTenant(await TenantAsync("Globex"));
        var facts = await db.Payments.Select(payment => payment.Id).ToListAsync(Ct);
        facts.AddRange(await db.Invoices.Select(invoice => invoice.Id).ToListAsync(Ct));
        facts.Add(await db.BillingCustomers.Select(customer => customer.StripeCustomerId).SingleAsync(Ct));
        facts.Add("Globex");
        Assert.True(facts.Count > 10, "Globex has a history to hide.");
        return facts;
    }
}

public sealed class IsolationTestsOnSqlite(BillingApp app) : IsolationTests(app);

public sealed class IsolationTestsOnPostgres(BillingAppOnPostgres app) : IsolationTests(app.Needed);
