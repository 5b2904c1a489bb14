using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Accounts.Team;

/// <summary>A new colleague, from the invitation to being taken out again, in two browsers.</summary>
[Collection(Browser.Turns)]
public sealed class TeamPageTests(BillingApp app, Browser browser)
{
    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task Somebody_is_invited_joins_in_another_browser_and_is_removed(int width)
    {
        var (_, owner) = await app.TenantAsync("Initech");
        var email = AccountGiven.NewEmail();
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 } });
        await page.SignInAsync(app, owner, AccountGiven.Password);
        await page.OpenAsync(app, "/team");
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite somebody" }).ClickAsync();
        await page.GetByLabel("Email").FillAsync("nobody");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send invitation" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Enter an email address, such as")).ToBeVisibleAsync();
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send invitation" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Member, invited by Nora North")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));

        var other = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 } });
        await other.GotoAsync(new Uri(app.Address, await app.MailedLinkAsync(email)).ToString());
        await other.GetByLabel("Your name").FillAsync("Jo Joiner");
        await other.GetByLabel("Password").FillAsync(AccountGiven.Password);
        await other.GetByRole(AriaRole.Button, new() { Name = "Join the team" }).ClickAsync();
        await Assertions.Expect(other.GetByText("No subscription yet").First).ToBeVisibleAsync();
        await other.OpenAsync(app, "/team");
        await Assertions.Expect(other.GetByText("You may look.")).ToBeVisibleAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Button, new() { Name = "Remove" })).ToHaveCountAsync(0);

        await page.OpenAsync(app, "/team");
        await page.GetByLabel("Role of Jo Joiner").SelectOptionAsync("BillingAdmin");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change role" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Jo Joiner is now Billing admin.")).ToBeVisibleAsync();
        // The open page of theirs ends with the role that it was opened with.
        await other.WaitForURLAsync("**/sign-in**");

        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Jo Joiner" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Jo Joiner was removed.")).ToBeVisibleAsync();
        await using var db = app.Databases.ForPlatform();
        Assert.False(await db.Users.AnyAsync(user => user.Email == email, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_last_owner_stays_owner()
    {
        var (_, owner) = await app.TenantAsync("Initech");
        var page = await browser.NewPageAsync();
        await page.SignInAsync(app, owner, AccountGiven.Password);
        await page.OpenAsync(app, "/team");

        await page.GetByLabel("Role of Nora North").SelectOptionAsync("Member");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change role" }).ClickAsync();

        await Assertions.Expect(page.GetByText("A workspace needs an owner.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Role of Nora North")).ToHaveValueAsync("Owner");
    }
}
