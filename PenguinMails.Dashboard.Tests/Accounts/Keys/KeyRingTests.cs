using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Accounts.Keys;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Accounts.Keys;

public abstract class KeyRingTests(DashboardApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private KeyRing Keys => app.Services.GetRequiredService<KeyRing>();

    [Fact]
    public async Task A_key_keeps_its_scopes_its_end_and_its_maker()
    {
        var owner = await OwnerAsync();

        var created = Assert.IsType<KeyOutcome.Created>(await Keys.CreateAsync(owner, " CRM ", ApiScopes.Read | ApiScopes.Usage, TimeSpan.FromDays(30), Ct));

        var key = Assert.Single(await Keys.ReadAsync(owner, Ct));
        Assert.Equal(("CRM", ApiScopes.Read | ApiScopes.Usage, "Tess Tester"), (key.Name, key.Scopes, key.CreatedBy));
        Assert.StartsWith(key.Prefix, created.Secret, StringComparison.Ordinal);
        Assert.True(key.WorksAt(app.Clock.GetUtcNow()));
        Assert.False(key.WorksAt(key.ExpiresAt!.Value));
    }

    [Fact]
    public async Task What_cannot_be_made_is_refused_by_name()
    {
        var owner = await OwnerAsync();

        Assert.IsType<KeyOutcome.NameMissing>(await Keys.CreateAsync(owner, " ", ApiScopes.All, null, Ct));
        Assert.IsType<KeyOutcome.ScopeMissing>(await Keys.CreateAsync(owner, "CRM", ApiScopes.None, null, Ct));
        Assert.IsType<KeyOutcome.NotAllowed>(await Keys.CreateAsync(CallerGiven.Of(owner.OwnTenant, Role.Member), "CRM", ApiScopes.All, null, Ct));
    }

    [Fact]
    public async Task A_member_sees_no_key_and_another_tenants_key_does_not_exist()
    {
        var owner = await OwnerAsync();
        await Keys.CreateAsync(owner, "CRM", ApiScopes.All, null, Ct);
        var key = Assert.Single(await Keys.ReadAsync(owner, Ct));

        Assert.Empty(await Keys.ReadAsync(CallerGiven.Of(owner.OwnTenant, Role.Member), Ct));
        Assert.IsType<KeyOutcome.NotAllowed>(await Keys.RevokeAsync(CallerGiven.Of(owner.OwnTenant, Role.Member), key.Id, Ct));
        Assert.IsType<KeyOutcome.NotFound>(await Keys.RevokeAsync(await OwnerAsync(), key.Id, Ct));
        Assert.IsType<KeyOutcome.Revoked>(await Keys.RevokeAsync(owner, key.Id, Ct));
        Assert.IsType<KeyOutcome.NotFound>(await Keys.RevokeAsync(owner, key.Id, Ct));
    }

    private async Task<Caller> OwnerAsync() => CallerGiven.Of((await app.TenantAsync()).TenantId, Role.Owner);
}

public sealed class KeyRingTestsOnSqlite(DashboardApp app) : KeyRingTests(app);

public sealed class KeyRingTestsOnPostgres(DashboardAppOnPostgres app) : KeyRingTests(app.Needed);
