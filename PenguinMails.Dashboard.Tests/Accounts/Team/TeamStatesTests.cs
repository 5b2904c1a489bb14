using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Accounts.Team;
using PenguinMails.Dashboard.Accounts.Team.Pages;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Accounts.Team;

public sealed class TeamStatesTests(DashboardApp app) : PageTest
{
    [Fact]
    public void While_it_is_read_the_page_says_so() => Assert.NotNull(Draw(Guid.NewGuid(), Role.Owner, Silent).Find("[aria-busy=true]"));

    [Fact]
    public void A_database_that_does_not_answer_is_said_with_a_way_out()
    {
        var page = Draw(Guid.NewGuid(), Role.Owner, Broken);

        page.WaitForAssertion(() => Assert.Contains("Try again", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("[aria-busy=true]"));
    }

    [Fact]
    public async Task An_owner_alone_reads_how_to_invite()
    {
        var page = Draw((await app.TenantAsync()).TenantId, Role.Owner);

        page.WaitForAssertion(() => Assert.Contains("Nobody is invited just now.", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Invite somebody", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_sees_everybody_and_finds_nothing_to_change()
    {
        var page = Draw((await app.TenantAsync()).TenantId, Role.Member);

        page.WaitForAssertion(() => Assert.Contains("Nora North", page.Markup, StringComparison.Ordinal));
        Assert.Contains("You may look.", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("button, select"));
        Assert.DoesNotContain("Open invitations", page.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<CascadingValue<Task<AuthenticationState>>> Draw(Guid tenant, Role role, BillingDbFactory? databases = null)
    {
        Services.AddSingleton(new TeamDirectory(databases ?? app.Databases));
        Services.AddSingleton(app.Services.GetRequiredService<Memberships>());
        Services.AddSingleton(app.Services.GetRequiredService<Invitations>());
        return Draw<TeamPage>(tenant, role);
    }
}
