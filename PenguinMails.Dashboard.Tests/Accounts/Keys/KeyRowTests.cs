using Bunit;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Accounts.Keys.Pages;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Accounts.Keys;

public sealed class KeyRowTests : ComponentTest
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_key_in_use_says_what_it_may_and_can_be_revoked()
    {
        var row = Show(scopes: ApiScopes.Read | ApiScopes.Usage, expires: Now.AddDays(30));

        Assert.Contains("May read, report usage", row, StringComparison.Ordinal);
        Assert.Contains("expires 24 December 2026", row, StringComparison.Ordinal);
        Assert.Contains("never used", row, StringComparison.Ordinal);
        Assert.Contains("Revoke CRM", row, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_ran_out_or_was_revoked_says_so_and_offers_nothing()
    {
        Assert.Contains("Expired", Show(expires: Now), StringComparison.Ordinal);
        var revoked = Show(revoked: Now.AddDays(-1), used: Now.AddDays(-2));
        Assert.Contains("revoked 23 November 2026", revoked, StringComparison.Ordinal);
        Assert.Contains("last used 22 Nov 2026, 09:00", revoked, StringComparison.Ordinal);
        Assert.DoesNotContain("<button", revoked, StringComparison.Ordinal);
    }

    private string Show(ApiScopes scopes = ApiScopes.All, DateTimeOffset? expires = null, DateTimeOffset? revoked = null, DateTimeOffset? used = null)
    {
        var key = new ApiKey
        {
            Id = Guid.NewGuid(), TenantId = Guid.NewGuid(), Name = "CRM", Prefix = "pm_test_abcd", Hash = "", CreatedAt = Now.AddDays(-9),
            CreatedBy = "Nora North", Scopes = scopes, ExpiresAt = expires, RevokedAt = revoked, LastUsedAt = used,
        };
        return Render<KeyRow>(parameters => parameters.Add(row => row.Key, key).Add(row => row.Now, Now)).Markup;
    }
}
