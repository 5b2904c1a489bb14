using System.Net;
using System.Net.Http.Headers;
using Microsoft.Playwright;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Accounts.Keys;

/// <summary>A key's life in Chromium: made, used by a program, revoked, refused.</summary>
[Collection(Browser.Turns)]
public sealed class ApiKeysPageTests(BillingApp app, Browser browser)
{
    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task A_key_is_created_used_revoked_and_refused(int width)
    {
        var (_, owner) = await app.TenantAsync("Initech");
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 } });
        await page.SignInAsync(app, owner, AccountGiven.Password);
        await page.OpenAsync(app, "/api-keys");
        await Assertions.Expect(page.GetByText("No keys yet")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create a key" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create key" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Give the key a name")).ToBeVisibleAsync();
        await page.GetByLabel("Name").FillAsync("CRM");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create key" }).ClickAsync();
        var secret = await page.Locator("#new-key").InnerTextAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "I have copied it" }).ClickAsync();
        await Assertions.Expect(page.GetByText("never used")).ToBeVisibleAsync();
        Assert.DoesNotContain(secret, await page.ContentAsync(), StringComparison.Ordinal);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));

        Assert.Equal(HttpStatusCode.OK, await AskAsync(secret));
        await page.OpenAsync(app, "/api-keys");
        await Assertions.Expect(page.GetByText("last used")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke CRM" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Revoked", new() { Exact = true })).ToBeVisibleAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(secret));
    }

    private async Task<HttpStatusCode> AskAsync(string secret)
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        using var answer = await http.GetAsync("/api/v1/billing/company-info", TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
