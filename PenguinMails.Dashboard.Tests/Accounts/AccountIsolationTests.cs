using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Accounts.Keys;
using PenguinMails.Dashboard.Accounts.Team;
using PenguinMails.Dashboard.CompanyInfo;
using PenguinMails.Dashboard.Look.Search;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Accounts;

/// <summary>Teams, keys and details are their own tenant's alone.</summary>
public abstract class AccountIsolationTests(BillingApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acmes_key_answers_with_acmes_details_alone()
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", BillingApp.AcmeApiKey);

        var body = await http.GetStringAsync("/api/v1/billing/company-info?tenant_id=" + await app.DemoTenantAsync("Globex"), Ct);

        Assert.Contains("owner@acme.test", body, StringComparison.Ordinal);
        Assert.DoesNotContain("globex", body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Nobody_reaches_the_team_the_keys_the_details_or_the_invoices_of_another_tenant()
    {
        var (acme, globex) = (CallerGiven.Of(await app.DemoTenantAsync("Acme"), Role.Owner), CallerGiven.Of(await app.DemoTenantAsync("Globex"), Role.Owner));
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
        using var visitor = await app.SignedInToDemoAsync("member@acme.test");

        Assert.DoesNotContain("pm_test", (await visitor.GetAsync("/api-keys")).Body, StringComparison.Ordinal);
    }
}

public sealed class AccountIsolationTestsOnSqlite(BillingApp app) : AccountIsolationTests(app);

public sealed class AccountIsolationTestsOnPostgres(BillingAppOnPostgres app) : AccountIsolationTests(app.Needed);
