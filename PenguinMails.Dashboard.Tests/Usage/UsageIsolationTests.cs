using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Usage.Budgets;
using PenguinMails.Dashboard.Usage.Ingestion;
using PenguinMails.Dashboard.Usage.Overage;

namespace PenguinMails.Dashboard.Tests.Usage;

/// <summary>What Globex used is Globex's: nobody of Acme's reads or changes it, and a member decides nothing about it.</summary>
public abstract class UsageIsolationTests(BillingApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acmes_key_and_people_neither_read_nor_change_what_globex_used()
    {
        var globex = await app.DemoTenantAsync("Globex");
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
        using var visitor = await app.SignedInToDemoAsync("owner@acme.test");
        Assert.DoesNotContain("21730", (await visitor.GetAsync("/usage/export.csv")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_decides_nothing_about_usage()
    {
        var member = CallerGiven.Of(await app.DemoTenantAsync("Globex"), Role.Member);

        Assert.IsType<OverageOutcome.NotAllowed>(await app.Services.GetRequiredService<OverageDesk>().ChooseAsync(member, OverageChoice.Block, Ct));
        Assert.IsType<OverageOutcome.NotAllowed>(await app.Services.GetRequiredService<OverageDesk>().AllowAsync(member, Ct));
        Assert.IsType<BudgetOutcome.NotAllowed>(await app.Services.GetRequiredService<BudgetDesk>().SetAsync(member, 1, Ct));
        Assert.IsType<UsageOutcome.NotAllowed>(await app.Services.GetRequiredService<UsageIngestion>().IngestAsync(member, [], Ct));
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
}

public sealed class UsageIsolationTestsOnSqlite(BillingApp app) : UsageIsolationTests(app);

public sealed class UsageIsolationTestsOnPostgres(BillingAppOnPostgres app) : UsageIsolationTests(app.Needed);
