using Microsoft.Playwright;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Shell;

/// <summary>Takes the pictures of <c>docs/screenshots</c>. Compiled and run by <c>bin/screenshots</c> alone.</summary>
[Collection(Browser.Turns)]
public sealed class Screenshots(BillingApp app, Browser browser)
{
    private static readonly (string Name, string? Email, string Path)[] Pages =
    [
        ("sign-in", null, "/sign-in"),
        ("sign-up", null, "/sign-up"),
        ("plans", null, "/plans"),
        ("overview", "owner@globex.test", "/billing"),
        ("usage", "owner@globex.test", "/usage"),
        ("overview-empty", "owner@acme.test", "/billing"),
        ("plans-subscribed", "owner@globex.test", "/plans"),
        ("change-plan", "owner@globex.test", "/change-plan?plan=business&cycle=monthly"),
        ("cancel", "owner@globex.test", "/cancel"),
        ("invoices", "owner@globex.test", "/invoices"),
        ("invoice-next", "owner@globex.test", "/invoices/upcoming"),
        ("payments", "owner@globex.test", "/payments"),
        ("payment-methods", "owner@globex.test", "/payment-methods"),
        ("billing-details", "owner@globex.test", "/billing-details"),
        ("team", "owner@acme.test", "/team"),
        ("api-keys", "owner@acme.test", "/api-keys"),
        ("account", "owner@globex.test", "/account"),
        ("admin", "operator@penguinmails.test", "/admin"),
        ("webhooks", "operator@penguinmails.test", "/admin/webhooks"),
    ];

    [Fact]
    public async Task Every_page_at_two_widths_light_and_dark()
    {
        var folder = Path.Combine(Repository.Root, "docs", "screenshots");
        Directory.CreateDirectory(folder);
        foreach (var (name, email, path) in Pages)
        foreach (var width in new[] { 390, 1440 })
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var page = await browser.NewPageAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 }, ReducedMotion = ReducedMotion.Reduce });
            if (email is not null)
                await page.SignInAsync(app, email);
            // Twice: by the second visit the browser has told its theme and zone, as it has for everybody who comes back.
            for (var visit = 0; visit < 2; visit++)
                await page.GotoAsync(new Uri(app.Address, path).ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });
            await Assertions.Expect(page.Locator(".mud-skeleton")).ToHaveCountAsync(0);
            await page.EvaluateAsync("document.fonts.ready");
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}.png"), FullPage = true });
            await page.Context.CloseAsync();
        }
    }
}
