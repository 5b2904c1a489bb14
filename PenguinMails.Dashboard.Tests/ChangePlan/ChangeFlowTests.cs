using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.ChangePlan;

/// <summary>As a finance person in a real browser, on a phone and on a desk.</summary>
[Collection(Browser.Turns)]
public sealed partial class ChangeFlowTests(BillingApp app, Browser browser)
{
    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task An_upgrade_pays_exactly_what_was_shown(int width)
    {
        var (page, given) = await SignedInAsync(width);
        await page.GotoAsync(new Uri(app.Address, "/plans").ToString());
        await page.WaitForLiveAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Change to Business" }).ClickAsync();
        var pay = page.GetByRole(AriaRole.Button, new() { NameRegex = PayNow() });
        var amount = PayNow().Match(await pay.InnerTextAsync()).Groups[1].Value.Replace(",", "", StringComparison.Ordinal);
        await PictureAsync(page, $"change-plan-{width}");

        await pay.ClickAsync();

        await Assertions.Expect(page.GetByText("Your subscription is up to date")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("You are on Business, $399.00 per month.")).ToBeVisibleAsync();
        Assert.Equal(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture) * 100, (await given.LatestInvoiceAsync()).AmountPaid);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task A_downgrade_is_scheduled_shown_on_the_overview_and_taken_back(int width)
    {
        var (page, given) = await SignedInAsync(width);
        await page.GotoAsync(new Uri(app.Address, "/change-plan?plan=starter&cycle=monthly").ToString());
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Schedule() }).ClickAsync();
        await Assertions.Expect(page.GetByText("Nothing was charged")).ToBeVisibleAsync();

        await page.GotoAsync(new Uri(app.Address, "/billing").ToString());
        await page.GetByText("Changes to Starter").WaitForAsync();
        await PictureAsync(page, $"overview-scheduled-{width}");
        await page.GetByRole(AriaRole.Link, new() { Name = "See or take back the change" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep my current plan" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Keep my current plan" })).ToHaveCountAsync(0);
        Assert.Null((await app.SubscriptionOfAsync(given.Tenant))!.ScheduledAt);
    }

    [Fact]
    public async Task A_bank_that_asks_is_answered_on_Stripes_page_and_the_plan_follows_by_itself()
    {
        var (page, _) = await SignedInAsync(1440, "pm_card_threeDSecure2Required");
        await page.GotoAsync(new Uri(app.Address, "/change-plan?plan=business&cycle=monthly").ToString());
        await page.GetByRole(AriaRole.Button, new() { NameRegex = PayNow() }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Confirm payment" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("You are on Professional")).ToBeVisibleAsync();
        var bank = await page.RunAndWaitForPopupAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Confirm payment" }).ClickAsync());
        await bank.GetByRole(AriaRole.Link, new() { Name = "Continue to your bank" }).ClickAsync();
        await bank.GetByRole(AriaRole.Button, new() { Name = "Complete" }).ClickAsync();

        await Assertions.Expect(page.GetByText("You are on Business, $399.00 per month.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Your subscription is up to date")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task Leaving_asks_why_names_the_day_and_can_be_taken_back(int width)
    {
        var (page, given) = await SignedInAsync(width);
        await page.GotoAsync(new Uri(app.Address, "/billing").ToString());
        await page.GetByRole(AriaRole.Link, new() { Name = "Cancel subscription" }).ClickAsync();
        await page.WaitForLiveAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Too expensive" }).CheckAsync();
        await Assertions.Expect(page.GetByText("$119.20")).ToBeVisibleAsync();
        await PictureAsync(page, $"cancel-{width}");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = CancelOn() }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your subscription is canceled" })).ToBeVisibleAsync();
        Assert.True((await app.SubscriptionOfAsync(given.Tenant))!.CancelAtPeriodEnd);
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep my subscription" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Good to have you")).ToBeVisibleAsync();
        Assert.False((await app.SubscriptionOfAsync(given.Tenant))!.CancelAtPeriodEnd);
    }

    private async Task<(IPage Page, Subscribed Given)> SignedInAsync(int width, string card = "pm_card_visa")
    {
        var given = await app.SubscribedAsync(card: card);
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ReducedMotion = ReducedMotion.Reduce });
        await page.SignInAsync(app, given.Email, AccountGiven.Password);
        return (page, given);
    }

    // For whoever wants to look: PENGUIN_PICTURES names a folder.
    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("PENGUIN_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }

    [GeneratedRegex(@"Pay \$([\d,.]+) now")]
    private static partial Regex PayNow();

    [GeneratedRegex("^Schedule for")]
    private static partial Regex Schedule();

    [GeneratedRegex("^Cancel on")]
    private static partial Regex CancelOn();
}
