using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Admin;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Shell;

/// <summary>Globex's people and keys reach nothing of Acme's, and the other way round.</summary>
public abstract class IsolationTests(BillingApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    public static TheoryData<string> TenantPages =>
        ["/billing", "/usage", "/plans", "/billing/success?session_id=cs_test_x", "/account", "/invoices", "/invoices/upcoming", "/invoices/export.csv", "/change-plan?plan=business", "/cancel", "/billing-details", "/team"];

    [Theory]
    [MemberData(nameof(TenantPages))]
    public async Task No_page_of_acmes_shows_anything_of_globex(string path)
    {
        var secrets = await app.GlobexFactsAsync();
        foreach (var email in new[] { "owner@acme.test", "billing@acme.test", "member@acme.test" })
        {
            using var visitor = await app.SignedInToDemoAsync(email);
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
        using var visitor = await app.SignedInToDemoAsync(email);
        var globex = await app.DemoTenantAsync("Globex");

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
    [InlineData("/payment-methods")]
    public async Task No_page_of_acmes_owner_shows_anything_of_globex(string path)
    {
        var secrets = await app.GlobexFactsAsync();
        using var visitor = await app.SignedInToDemoAsync("owner@acme.test");
        var page = await visitor.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, page.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_directory_of_tenants_refuses_everybody_but_operators()
    {
        var owner = CallerGiven.Of(await app.DemoTenantAsync("Acme"), Role.Owner);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => app.Services.GetRequiredService<TenantDirectory>().ListAsync(owner, null, null, 0, 10, Ct));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => app.Services.GetRequiredService<TenantFile>().ReadAsync(owner, owner.OwnTenant, Ct));
        Assert.NotEmpty((await app.Services.GetRequiredService<TenantDirectory>().ListAsync(CallerGiven.Of(null, Role.BillingOperator), "globex", null, 0, 10, Ct)).Lines);
    }
}

public sealed class IsolationTestsOnSqlite(BillingApp app) : IsolationTests(app);

public sealed class IsolationTestsOnPostgres(BillingAppOnPostgres app) : IsolationTests(app.Needed);
