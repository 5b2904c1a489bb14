using Microsoft.Playwright;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Usage;

namespace PenguinMails.Dashboard.Tests.Usage.Pages;

/// <summary>An owner's way over the usage page, in Chromium.</summary>
[Collection(Browser.Turns)]
public sealed class UsagePageTests(BillingApp app, Browser browser)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task An_owner_is_asked_allows_sets_a_budget_and_takes_the_numbers_along(int width)
    {
        var (page, owner) = await OwnersPageAsync(width);
        await Assertions.Expect(page.GetByText("Usage appears here")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Ask first" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save choice" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Your choice is saved.")).ToBeVisibleAsync();

        // Another service reports; the open page changes by itself.
        await app.IngestAsync(owner, app.Now(UsageMetric.EmailsSent, 50_400));
        await Assertions.Expect(page.GetByText("Your emails are waiting.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("400 over the limit", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow for this period" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Your emails are waiting.")).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByText("$10.00, 1 × 10,000")).ToBeVisibleAsync();

        await page.GetByLabel("Budget in USD").FillAsync("160");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save budget" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Your budget is saved.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("99% of the budget")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Pay for a year: saves $358.00 a year")).ToBeVisibleAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        var csv = await File.ReadAllLinesAsync((await download.PathAsync())!, Ct);
        Assert.Equal("Period start,Period end,Emails sent,Seats,Workspaces,Domains,Packs of extra emails billed", csv[0].TrimStart('\uFEFF'));
        Assert.EndsWith(",50400,0,0,0,1", csv[1], StringComparison.Ordinal);
        Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));
    }

    [Fact]
    public async Task Before_a_plan_is_chosen_the_page_says_so()
    {
        var page = await browser.NewPageAsync();
        await page.SignInAsync(app, "owner@acme.test");
        await page.GetByRole(AriaRole.Link, new() { Name = "Usage", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByText("Nothing to count yet")).ToBeVisibleAsync();
    }

    private async Task<(IPage Page, Caller Owner)> OwnersPageAsync(int width)
    {
        var (tenant, owner) = await app.SubscriberAsync();
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, AcceptDownloads = true });
        await page.SignInAsync(app, await app.EmailOfAsync(tenant), AccountGiven.Password);
        await page.GotoAsync(new Uri(app.Address, "/usage").ToString());
        await page.WaitForLiveAsync();
        return (page, owner);
    }
}
