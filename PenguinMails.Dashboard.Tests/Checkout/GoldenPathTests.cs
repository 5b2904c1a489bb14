using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Checkout;

/// <summary>As a newcomer in a real browser: from sign-up to a paid subscription on screen.</summary>
[Collection(Browser.Turns)]
public sealed partial class GoldenPathTests(BillingApp app, Browser browser)
{
    [Fact]
    public async Task A_newcomer_signs_up_pays_and_sees_the_subscription_active()
    {
        var page = await browser.NewPageAsync();
        var company = await SignUpAsync(page);
        await ChooseProfessionalAsync(page);
        await page.PayAsync(Payer.Pays);

        await Assertions.Expect(page).ToHaveURLAsync(BillingUrl());
        await Assertions.Expect(page.GetByText("Active", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("$149.00", new() { Exact = true })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Go to billing" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Visa ending in 4242")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("of 50,000")).ToBeVisibleAsync();

        var office = await browser.NewPageAsync();
        await office.SignInAsync(app, "operator@penguinmails.test");
        await office.GetByLabel("Search by name, email or Stripe id").FillAsync(company);
        await office.GetByRole(AriaRole.Link, new() { Name = company }).ClickAsync();
        await Assertions.Expect(office.GetByText("Subscription started")).ToBeVisibleAsync();
        await Assertions.Expect(office.GetByText("Workspace created")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_declined_card_is_told_on_the_checkout_page_and_leaves_no_subscription()
    {
        var page = await browser.NewPageAsync();
        await SignUpAsync(page);
        await ChooseProfessionalAsync(page);
        await page.PayAsync(Payer.Declined);

        await Assertions.Expect(page.GetByText(DeclinedText())).ToBeVisibleAsync();
        await page.GotoAsync(new Uri(app.Address, "/billing").ToString());
        await Assertions.Expect(page.GetByText("No subscription yet").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_card_that_asks_for_authentication_pays_after_it()
    {
        var page = await browser.NewPageAsync();
        await SignUpAsync(page);
        await ChooseProfessionalAsync(page);
        await page.PayAsync(Payer.AsksForAuthentication);
        await page.GetByRole(AriaRole.Button, new() { Name = "Complete" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Active", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Authentication_that_fails_leads_back_to_checkout_and_then_to_the_plans_with_nothing_lost()
    {
        var page = await browser.NewPageAsync();
        await SignUpAsync(page);
        await page.GetByText("Annual, save 20%").ClickAsync();
        await Assertions.Expect(page.GetByText("$1,430.00")).ToBeVisibleAsync();
        await ChooseProfessionalAsync(page);
        await page.PayAsync(Payer.AsksForAuthentication);
        await page.GetByRole(AriaRole.Button, new() { Name = "Fail" }).ClickAsync();
        await Assertions.Expect(page.GetByText("authenticate", new() { Exact = false }).First).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Back" }).ClickAsync();

        await Assertions.Expect(page.GetByText("You came back without paying")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("$1,430.00")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Every_open_page_of_the_tenant_changes_when_the_subscription_does()
    {
        var page = await browser.NewPageAsync();
        await SignUpAsync(page);
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(new Uri(app.Address, "/billing").ToString());
        await Assertions.Expect(other.GetByText("No subscription yet").First).ToBeVisibleAsync();
        await other.WaitForLiveAsync();

        await ChooseProfessionalAsync(page);
        await page.PayAsync(Payer.Pays);
        await Assertions.Expect(page.GetByText("Active", new() { Exact = true })).ToBeVisibleAsync();

        await Assertions.Expect(other.GetByText("Active", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 1_000 });
    }

    [Fact]
    public async Task The_card_is_updated_on_stripes_portal_and_shows_without_a_reload()
    {
        var page = await browser.NewPageAsync();
        await SignUpAsync(page);
        await ChooseProfessionalAsync(page);
        await page.PayAsync(Payer.Pays);
        await page.GetByRole(AriaRole.Link, new() { Name = "Go to billing" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Update card" }).ClickAsync();
        await page.FillCardAsync("5555 5555 5555 4444");
        await page.GetByRole(AriaRole.Button, new() { Name = "Update card" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { NameRegex = ReturnText() }).ClickAsync();

        await Assertions.Expect(page.GetByText("Mastercard ending in 4444")).ToBeVisibleAsync();
    }

    private async Task<string> SignUpAsync(IPage page)
    {
        var company = $"Initech {Guid.NewGuid():N}";
        await page.GotoAsync(new Uri(app.Address, "/sign-up").ToString());
        await page.GetByLabel("Company name").FillAsync(company);
        await page.GetByLabel("Your name").FillAsync("Nora New");
        await page.GetByLabel("Email").FillAsync($"{Guid.NewGuid():N}@initech.test");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(AccountGiven.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await page.WaitForURLAsync("**/plans**");
        await page.WaitForLiveAsync();
        return company;
    }

    private static async Task ChooseProfessionalAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Choose Professional" }).ClickAsync();
        await page.WaitForURLAsync("**/c/pay/**");
    }

    [GeneratedRegex("/billing/success")]
    private static partial Regex BillingUrl();

    [GeneratedRegex("declined", RegexOptions.IgnoreCase)]
    private static partial Regex DeclinedText();

    [GeneratedRegex("^Return")]
    private static partial Regex ReturnText();
}
