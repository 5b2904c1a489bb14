using Microsoft.Playwright;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Shell;

/// <summary>The connection is lost, and the server has let the page go by the time it is back.</summary>
[Collection(Browser.Turns)]
public sealed class LostConnectionTests(BillingApp app, Browser browser)
{
    [Fact]
    public async Task What_was_typed_about_the_subscription_is_still_there_when_the_page_comes_back()
    {
        var page = await SignedInAsync((await app.SubscribedAsync()).Email);
        await page.OpenAsync(app, "/cancel");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Too expensive" }).CheckAsync();
        await page.GetByLabel("Tell us more").PressSequentiallyAsync("We are two people");
        await LoseAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Too expensive" })).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByLabel("Tell us more")).ToHaveValueAsync("We are two people");

        await page.OpenAsync(app, "/change-plan?plan=business&cycle=annual");
        var pay = page.GetByRole(AriaRole.Button, new() { Name = "Pay $" });
        await pay.WaitForAsync();
        await LoseAsync(page);
        // The quote is Stripe's answer of then, so it is asked for anew.
        await Assertions.Expect(pay).ToBeEnabledAsync();
        Assert.EndsWith("/change-plan?plan=business&cycle=annual", page.Url, StringComparison.Ordinal);

        await page.OpenAsync(app, "/usage");
        await page.GetByLabel("Budget in USD").PressSequentiallyAsync("160");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Ask first" }).CheckAsync();
        await LoseAsync(page);
        await Assertions.Expect(page.GetByLabel("Budget in USD")).ToHaveValueAsync("160");
        await Assertions.Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Ask first" })).ToBeCheckedAsync();
    }

    [Fact]
    public async Task What_was_typed_about_the_company_is_still_there_and_can_be_saved()
    {
        var page = await SignedInAsync((await app.TenantAsync("Initech")).Email);
        await page.OpenAsync(app, "/billing-details");
        await page.GetByLabel("Company name").FillAsync("Initech GmbH");
        await page.GetByLabel("Country").SelectOptionAsync("DE");
        await page.GetByLabel("Street and number").FillAsync("Hauptstr. 1");
        await page.GetByLabel("City").FillAsync("Berlin");
        await page.GetByLabel("Postal code").FillAsync("10115");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a recipient" }).ClickAsync();
        await page.GetByLabel("Recipient's email").FillAsync("books@initech.test");
        await LoseAsync(page);
        await Assertions.Expect(page.GetByLabel("Recipient's email")).ToHaveValueAsync("books@initech.test");
        await Assertions.Expect(page.GetByText("Not saved yet.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Saved. The next invoice carries it.")).ToBeVisibleAsync();

        await page.OpenAsync(app, "/team?invite=1");
        await page.GetByLabel("Email").FillAsync("jo@initech.test");
        await page.GetByLabel("Role", new() { Exact = true }).SelectOptionAsync("BillingAdmin");
        await LoseAsync(page);
        await Assertions.Expect(page.GetByLabel("Email")).ToHaveValueAsync("jo@initech.test");
        await Assertions.Expect(page.GetByLabel("Role", new() { Exact = true })).ToHaveValueAsync("BillingAdmin");
    }

    [Fact]
    public async Task A_key_that_was_being_made_is_made_on_and_one_that_was_shown_is_never_shown_again()
    {
        var page = await SignedInAsync((await app.TenantAsync()).Email);
        await page.OpenAsync(app, "/api-keys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create a key" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("CRM");
        await page.GetByLabel("Report usage").CheckAsync();
        await LoseAsync(page);
        await Assertions.Expect(page.GetByLabel("Name")).ToHaveValueAsync("CRM");
        await Assertions.Expect(page.GetByLabel("Report usage")).ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create key" }).ClickAsync();
        var secret = await page.Locator("#new-key").InnerTextAsync();

        await LoseAsync(page);

        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Revoke CRM" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".mud-dialog")).ToHaveCountAsync(0);
        Assert.DoesNotContain(secret, await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_signed_in_meanwhile_in_the_same_browser_sees_their_own_and_nothing_of_what_was_typed()
    {
        var page = await SignedInAsync((await app.TenantAsync("Initech")).Email);
        await page.OpenAsync(app, "/billing-details");
        await page.GetByLabel("Company name").FillAsync("Typed at Initech");
        await page.Context.ClearCookiesAsync(new() { Name = "pm_session" });
        var other = await page.Context.NewPageAsync();
        await other.SignInAsync(app, (await app.TenantAsync("Umbrella")).Email, AccountGiven.Password);

        await LoseAsync(page);

        await Assertions.Expect(page.GetByLabel("Primary contact's email")).Not.ToHaveValueAsync("");
        await Assertions.Expect(page.GetByLabel("Company name")).Not.ToHaveValueAsync("Typed at Initech");
        await Assertions.Expect(page.GetByText("Not saved yet.")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_paused_page_offers_to_resume()
    {
        var page = await SignedInAsync((await app.TenantAsync("Initech")).Email);
        await page.OpenAsync(app, "/billing-details");
        await page.GetByLabel("Company name").FillAsync("Initech GmbH");
        await page.EvaluateAsync("Blazor.pauseCircuit()");
        await Assertions.Expect(page.GetByText("This page is paused")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Resume" })).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByLabel("Company name")).ToHaveValueAsync("Initech GmbH");
    }

    [Fact]
    public async Task After_a_restart_of_the_server_it_says_so_and_the_same_address_is_loaded_anew()
    {
        await using var ground = await CommonGround.OnSqliteAsync();
        await using var node = new ProductionNode(ground) { Environment = "Development" };
        await node.StartAsync();
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(node.Address, "/plans?cycle=annual").ToString());
        await page.WaitForLiveAsync();
        await node.KillAsync();
        await Assertions.Expect(page.GetByText("The connection was lost")).ToBeVisibleAsync();
        await node.StartAsync();

        await Assertions.Expect(page.GetByText("The server was restarted")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Reload this page" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await page.WaitForLiveAsync();
        Assert.EndsWith("/plans?cycle=annual", page.Url, StringComparison.Ordinal);
    }

    // The page is drawn anew by another circuit, and was not loaded anew.
    private async Task LoseAsync(IPage page)
    {
        // It asks for the connection at once; it gets one when the server has let the page go.
        var before = app.Closed.Count;
        await page.RouteAsync("**/_blazor/negotiate*", async route =>
        {
            await Eventually.BecomesAsync("the server has let the page go", () => Task.FromResult(app.Closed.Count > before));
            await route.ContinueAsync();
        });
        await page.EvaluateAsync("() => { window.wasHere = true; document.querySelector('main').dataset.before = ''; Blazor._internal.forceCloseConnection(); }");
        await page.Locator("main[data-live]:not([data-before])").WaitForAsync();
        await Assertions.Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".mud-skeleton")).ToHaveCountAsync(0);
        Assert.True(await page.EvaluateAsync<bool>("window.wasHere === true"));
        await page.UnrouteAllAsync();
    }

    private async Task<IPage> SignedInAsync(string email)
    {
        var page = await browser.NewPageAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await page.SignInAsync(app, email, AccountGiven.Password);
        return page;
    }
}
