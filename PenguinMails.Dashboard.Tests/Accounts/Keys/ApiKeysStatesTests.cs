using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Accounts.Keys;
using PenguinMails.Dashboard.Accounts.Keys.Pages;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Mail;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Accounts.Keys;

public sealed class ApiKeysStatesTests(DashboardApp app) : PageTest
{
    [Fact]
    public void While_they_are_read_the_page_says_so() => Assert.NotNull(Draw(Guid.NewGuid(), Silent).Find("[aria-busy=true]"));

    [Fact]
    public void A_database_that_does_not_answer_is_said_with_a_way_out()
    {
        var page = Draw(Guid.NewGuid(), Broken);

        page.WaitForAssertion(() => Assert.Contains("Try again", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("[aria-busy=true]"));
    }

    [Fact]
    public async Task Before_the_first_key_it_says_what_one_is_for()
    {
        var page = Draw((await app.TenantAsync()).TenantId);

        page.WaitForAssertion(() => Assert.Contains("No keys yet", page.Markup, StringComparison.Ordinal));
        Assert.False(page.FindAll("button").Single(button => button.TextContent.Contains("Create a key", StringComparison.Ordinal)).HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_key_made_elsewhere_appears_by_itself()
    {
        var (tenant, _) = await app.TenantAsync();
        var page = Draw(tenant);
        page.WaitForAssertion(() => Assert.Contains("No keys yet", page.Markup, StringComparison.Ordinal));

        Assert.IsType<KeyOutcome.Created>(await app.Services.GetRequiredService<KeyRing>().CreateAsync(CallerGiven.Of(tenant, Role.Owner), "CRM", ApiScopes.Read, null, CancellationToken.None));
        Feed.Publish(tenant);

        page.WaitForAssertion(() => Assert.Contains("Revoke CRM", page.Markup, StringComparison.Ordinal));
    }

    private IRenderedComponent<CascadingValue<Task<AuthenticationState>>> Draw(Guid tenant, BillingDbFactory? databases = null)
    {
        T Of<T>() where T : notnull => app.Services.GetRequiredService<T>();
        Services.AddSingleton(new KeyRing(databases ?? app.Databases, Of<ApiKeyIssuer>(), Of<IOptions<StripeOptions>>(), TimeProvider.System));
        Services.AddSingleton(Of<PublicAddress>());
        return Draw<ApiKeysPage>(tenant, Role.Owner);
    }
}
