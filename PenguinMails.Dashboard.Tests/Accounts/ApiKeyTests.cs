using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Tests.Harness;
using Xunit;

namespace PenguinMails.Dashboard.Tests.Accounts;

public sealed class ApiKeyTests(ApiKeyProbe app) : IClassFixture<ApiKeyProbe>
{
    private ApiKeyIssuer Issuer => app.Services.GetRequiredService<ApiKeyIssuer>();

    [Fact]
    public async Task A_key_speaks_for_its_tenant_as_a_billing_admin()
    {
        var (tenant, _) = await app.TenantAsync();
        var key = await Issuer.IssueAsync(tenant, "CRM", ApiKeyMode.Test, "Nora North", CancellationToken.None);
        Assert.StartsWith("pm_test_", key.Secret, StringComparison.Ordinal);

        var answer = await AskAsync(key.Secret);

        Assert.Equal((HttpStatusCode.OK, $"{tenant} BillingAdmin API key CRM"), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task Only_the_hash_is_kept()
    {
        var (tenant, _) = await app.TenantAsync();
        var key = await Issuer.IssueAsync(tenant, "CRM", ApiKeyMode.Live, "Nora North", CancellationToken.None);

        await using var db = app.Databases.ForTenant(tenant);
        var stored = await db.ApiKeys.SingleAsync();
        Assert.Equal(64, stored.Hash.Length);
        Assert.DoesNotContain(key.Secret[stored.Prefix.Length..], stored.Prefix + stored.Hash + stored.Name + key, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("pm_test_nobody_has_this_key_00000000000000")]
    [InlineData("sk_test_of_somebody_else")]
    public async Task Without_a_known_key_the_answer_is_401_with_problem_details(string? secret)
    {
        var answer = await AskAsync(secret);

        Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json"), (answer.Status, answer.MediaType));
    }

    [Fact]
    public async Task A_revoked_key_is_refused_and_the_trail_says_who_revoked_it()
    {
        var (tenant, _) = await app.TenantAsync();
        var key = await Issuer.StoreAsync(tenant, "Old", $"pm_test_old_{Guid.NewGuid():N}", "Nora North", CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(key.Secret)).Status);

        Assert.True(await Issuer.RevokeAsync(tenant, key.Id, "Nora North", CancellationToken.None));

        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(key.Secret)).Status);
        await using var db = app.Databases.ForTenant(tenant);
        Assert.True(await db.AuditEntries.AnyAsync(e => e.Action == "API key revoked" && e.Actor == "Nora North"));
    }

    [Fact]
    public async Task No_tenant_revokes_anothers_key()
    {
        var (tenant, _) = await app.TenantAsync();
        var (other, _) = await app.TenantAsync("Other");
        var key = await Issuer.IssueAsync(tenant, "CRM", ApiKeyMode.Live, "Nora North", CancellationToken.None);

        Assert.False(await Issuer.RevokeAsync(other, key.Id, "Mallory", CancellationToken.None));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(key.Secret)).Status);
    }

    [Fact]
    public async Task Its_use_is_noted_to_the_minute()
    {
        var (tenant, _) = await app.TenantAsync();
        var key = await Issuer.IssueAsync(tenant, "CRM", ApiKeyMode.Live, "Nora North", CancellationToken.None);
        await AskAsync(key.Secret);
        var first = await LastUseAsync(tenant);

        await AskAsync(key.Secret);
        Assert.Equal(first, await LastUseAsync(tenant));
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await AskAsync(key.Secret);

        Assert.True(await LastUseAsync(tenant) > first + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_browsers_session_does_not_open_the_API()
    {
        var (visitor, _, _) = await app.OwnerAsync();
        using var _1 = visitor;

        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync(ApiKeyProbe.Path)).Status);
    }

    private async Task<DateTimeOffset?> LastUseAsync(Guid tenant)
    {
        await using var db = app.Databases.ForTenant(tenant);
        return (await db.ApiKeys.SingleAsync()).LastUsedAt;
    }

    private async Task<Answer> AskAsync(string? secret)
    {
        using var visitor = app.NewVisitor();
        visitor.Http.DefaultRequestHeaders.Authorization = secret is null ? null : new AuthenticationHeaderValue("Bearer", secret);
        return await visitor.GetAsync(ApiKeyProbe.Path);
    }
}
