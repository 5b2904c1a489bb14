using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using PenguinMails.Dashboard.Tests.Harness;
using Xunit;

namespace PenguinMails.Dashboard.Tests.Accounts;

[Collection(Browser.Turns)]
public sealed class AccessibilityTests(DashboardApp app, Browser browser)
{
    private static readonly string[] Open = ["sign-in", "sign-up", "forgot-password"];
    private static readonly string[] Own = ["account", "account/password", "account/two-factor", "account/passkeys"];

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Account_pages_break_no_rule_of_WCAG_AA_and_fit_a_phone(ColorScheme scheme)
    {
        var (_, email) = await app.TenantAsync();
        var page = await browser.NewPageAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = 390, Height = 844 } });
        foreach (var path in Open)
            await CheckAsync(page, path);

        await page.GotoAsync($"{app.Address}sign-in?returnUrl=%2Faccount");
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Please correct" }).WaitForAsync();
        await CheckHereAsync(page);
        await page.GetByLabel("Password").FillAsync(AccountGiven.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/account");
        foreach (var path in Own)
            await CheckAsync(page, path);
    }

    private async Task CheckAsync(IPage page, string path)
    {
        await page.GotoAsync($"{app.Address}{path}");
        await CheckHereAsync(page);
    }

    private static async Task CheckHereAsync(IPage page)
    {
        var found = await page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa") });
        Assert.Equal("", string.Join("\n", found.Violations.Select(v => $"{page.Url}: {v.Id}: {string.Join(", ", v.Nodes.Select(n => n.Html))}")));
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), $"{page.Url} is wider than the phone.");
    }
}
