using Microsoft.Playwright;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.PaymentMethods.Pages;

/// <summary>Cards are added, chosen, updated and taken off in Chromium, on a phone and at a desk.</summary>
[Collection(Browser.Turns)]
public sealed class CardFlowTests(BillingApp app, Browser browser)
{
    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task A_card_is_added_another_made_default_and_the_first_removed(int width)
    {
        var page = await OpenAsync(width);
        await Assertions.Expect(page.GetByText("the only card of a running subscription")).ToBeVisibleAsync();

        await page.GetByLabel("Pay with it from now on").UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a card" }).ClickAsync();
        await page.FillCardAsync("5555 5555 5555 4444");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save card" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Card saved" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "See your cards" }).ClickAsync();

        await Assertions.Expect(Row(page, "Visa")).ToContainTextAsync("Default");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Make Mastercard ending in 4444 the default" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Mastercard ending in 4444 pays from now on.")).ToBeVisibleAsync();
        await Assertions.Expect(Row(page, "Mastercard")).ToContainTextAsync("Default");

        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Visa ending in 4242" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Visa ending in 4242" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove card" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Visa ending in 4242 was removed.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".card-row")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_page_at_stripe_that_is_left_changes_nothing()
    {
        var page = await OpenAsync(1440);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a card" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Back" }).ClickAsync();

        await Assertions.Expect(page.Locator(".card-row")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_card_is_updated_on_stripes_portal_and_pays_at_once()
    {
        var page = await OpenAsync(1440);
        await page.GetByRole(AriaRole.Link, new() { Name = "Update on Stripe's page" }).ClickAsync();
        await page.FillCardAsync("5555 5555 5555 4444");
        await page.GetByRole(AriaRole.Button, new() { Name = "Update card" }).ClickAsync();

        await Assertions.Expect(Row(page, "Mastercard")).ToContainTextAsync("Default");
    }

    [Fact]
    public async Task A_card_chosen_in_one_tab_is_shown_in_the_other()
    {
        var page = await OpenAsync(1440);
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(new Uri(app.Address, "/payment-methods").ToString());
        await other.WaitForLiveAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Add a card" }).ClickAsync();
        await page.FillCardAsync("5555 5555 5555 4444");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save card" }).ClickAsync();

        await Assertions.Expect(Row(other, "Mastercard")).ToContainTextAsync("Default");
    }

    private static ILocator Row(IPage page, string brand) => page.Locator(".card-row", new() { HasText = brand });

    private async Task<IPage> OpenAsync(int width)
    {
        var payer = await Subscriber.OfAsync(app);
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 } });
        await page.SignInAsync(app, payer.Email, AccountGiven.Password);
        await page.GotoAsync(new Uri(app.Address, "/payment-methods").ToString());
        await page.WaitForLiveAsync();
        return page;
    }
}
