using Microsoft.Playwright;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>What a person does on many pages.</summary>
internal static class PageActions
{
    /// <summary>Blazor's pages are painted before they can be pressed; this waits until the circuit is there.</summary>
    public static async Task WaitForLiveAsync(this IPage page) => await page.Locator("main[data-live]").WaitForAsync();

    /// <summary>Goes to one of our pages and waits until it can be pressed.</summary>
    public static async Task OpenAsync(this IPage page, DashboardApp app, string path)
    {
        await page.GotoAsync(new Uri(app.Address, path).ToString());
        await page.WaitForLiveAsync();
        await Assertions.Expect(page.Locator(".mud-skeleton")).ToHaveCountAsync(0);
    }

    public static async Task SignInAsync(this IPage page, DashboardApp app, string email, string password = "Penguin-Demo-1!")
    {
        await page.GotoAsync(new Uri(app.Address, "/sign-in").ToString());
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForLiveAsync();
    }

    public static async Task FillCardAsync(this IPage page, string number)
    {
        await page.GetByLabel("Card number").FillAsync(number);
        await page.GetByLabel("Expiry").FillAsync("12/30");
        await page.GetByLabel("CVC").FillAsync("123");
        await page.GetByLabel("Name on card").FillAsync("Pat Payer");
        await page.GetByLabel("Country").SelectOptionAsync("US");
        await page.GetByLabel("Postal code").FillAsync("10001");
    }

    public static async Task PayAsync(this IPage page, string number)
    {
        await page.FillCardAsync(number);
        await page.GetByRole(AriaRole.Button, new() { Name = "Subscribe" }).ClickAsync();
    }
}
