using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.CompanyInfo;
using PenguinMails.Dashboard.CompanyInfo.Pages;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Data.Leases;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.CompanyInfo.Pages;

public sealed class BillingDetailsStatesTests(DashboardApp app) : PageTest
{
    [Fact]
    public void While_they_are_read_the_page_says_so() => Assert.NotNull(Draw(Guid.NewGuid(), Role.Owner, Silent).Find("[aria-busy=true]"));

    [Fact]
    public void A_database_that_does_not_answer_is_said_with_a_way_out()
    {
        var page = Draw(Guid.NewGuid(), Role.Owner, Broken);

        page.WaitForAssertion(() => Assert.Contains("Try again", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("[aria-busy=true]"));
    }

    [Fact]
    public async Task Before_anything_is_given_the_form_holds_what_the_account_knows()
    {
        var (tenant, email) = await app.TenantAsync("Initech");
        var page = Draw(tenant, Role.Owner);

        page.WaitForAssertion(() => Assert.Contains(page.FindAll("input"), input => input.GetAttribute("value") == email));
        Assert.Empty(page.FindAll(".validation-message"));
    }

    [Fact]
    public async Task A_member_reads_and_finds_nothing_to_change()
    {
        var page = Draw((await app.TenantAsync("Initech")).TenantId, Role.Member);

        page.WaitForAssertion(() => Assert.Contains("You may look.", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("form, input, button"));
    }

    private IRenderedComponent<CascadingValue<Task<AuthenticationState>>> Draw(Guid tenant, Role role, BillingDbFactory? databases = null)
    {
        T Of<T>() where T : notnull => app.Services.GetRequiredService<T>();
        Services.AddSingleton(new CompanyService(databases ?? app.Databases, Of<LeaseKeeper>(), Of<BillingCustomers>(), Of<CompanyAtStripe>(), Of<Synchroniser>(), TimeProvider.System));
        return Draw<BillingDetailsPage>(tenant, role);
    }
}
