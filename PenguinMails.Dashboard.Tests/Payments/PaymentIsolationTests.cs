using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Payments;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Payments;

/// <summary>How Globex pays is told to nobody of Acme's, and not to its own members.</summary>
public abstract class PaymentIsolationTests(BillingApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

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
        using var visitor = await app.SignedInToDemoAsync("member@acme.test");
        var page = await visitor.GetAsync(path);

        Assert.True(page.Status is HttpStatusCode.Redirect or HttpStatusCode.Forbidden, $"{path} answered {page.Status}");
        Assert.DoesNotContain("ending in", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Globexs_documents_are_nowhere_for_acme()
    {
        using var visitor = await app.SignedInToDemoAsync("owner@acme.test");
        await using var db = app.Databases.ForTenant(await app.DemoTenantAsync("Globex"));
        var (invoice, payment) = (await db.Invoices.Select(row => row.Id).FirstAsync(Ct), await db.Payments.Select(row => row.Id).FirstAsync(Ct));

        foreach (var path in new[] { $"/invoices/{invoice}", $"/invoices/{invoice}/pdf", $"/invoices/{invoice}/hosted", $"/payments/{payment}/receipt" })
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(path)).Status);
    }

    [Fact]
    public async Task A_member_is_told_nothing_of_how_their_company_pays()
    {
        var globex = await app.DemoTenantAsync("Globex");
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

        var body = await http.GetStringAsync("/api/v1/billing/payments?tenant_id=" + await app.DemoTenantAsync("Globex"), Ct);

        Assert.All(await app.GlobexFactsAsync(), secret => Assert.DoesNotContain(secret, body, StringComparison.Ordinal));
    }
}

public sealed class PaymentIsolationTestsOnSqlite(BillingApp app) : PaymentIsolationTests(app);

public sealed class PaymentIsolationTestsOnPostgres(BillingAppOnPostgres app) : PaymentIsolationTests(app.Needed);
