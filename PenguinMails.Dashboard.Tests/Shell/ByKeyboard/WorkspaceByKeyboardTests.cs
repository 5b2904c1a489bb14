using Microsoft.Playwright;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Shell.ByKeyboard;

/// <summary>Usage, details, people and keys of a workspace, and the shell around them, without a mouse. Quick search: <see cref="QuickSearchTests"/>.</summary>
[Collection(Browser.Turns)]
public sealed class WorkspaceByKeyboardTests(BillingApp app, Browser browser)
{
    [Fact]
    public async Task A_budget_is_set_and_what_becomes_of_more_emails_is_chosen()
    {
        var (page, keys) = await SignedInAsync((await app.SubscribedAsync()).Email);
        await keys.FollowAsync("Usage", exact: true);
        await keys.ArriveAsync("Usage");
        await keys.TypeAsync("Budget in USD", "160", AriaRole.Spinbutton);
        await keys.PushAsync("Save budget");
        await Assertions.Expect(page.GetByText("Your budget is saved.")).ToBeVisibleAsync();
        await keys.GoAsync(AriaRole.Radio, "Send and bill them");
        await keys.ArrowAsync(AriaRole.Radio, "Ask first");
        await keys.PressAsync("Space");
        await keys.PushAsync("Save choice");
        await Assertions.Expect(page.GetByText("Your choice is saved.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Ask first" })).ToBeCheckedAsync();
        await keys.IsSomewhereAsync();
    }

    [Fact]
    public async Task Details_are_saved_a_colleague_is_invited_and_the_invitation_taken_back()
    {
        var (page, keys) = await SignedInAsync((await app.TenantAsync()).Email);
        await keys.FollowAsync("Billing details");
        await keys.ArriveAsync("Billing details");
        await keys.TypeAsync("Company name", "Northwind Ltd");
        await keys.TypeAsync("Street and number", "1 Main Street");
        await keys.TypeAsync("Postal code", "12345");
        await keys.TypeAsync("City", "Springfield");
        await keys.ChooseAsync("Country", "United States");
        await keys.PushAsync("Add a recipient");
        await keys.TypeAsync("Recipient's email", "books@northwind.test");
        await keys.PushAsync("Remove books@northwind.test");
        await keys.IsSomewhereAsync();
        await keys.PushAsync("Save");
        await Assertions.Expect(page.GetByText("Saved. The next invoice carries it.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save" })).ToBeFocusedAsync();

        var email = AccountGiven.NewEmail();
        await keys.FollowAsync("Team", exact: true);
        await keys.ArriveAsync("Team");
        await keys.PushAsync("Invite somebody");
        await Assertions.Expect(page.GetByLabel("Email")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(email);
        await keys.ChooseAsync("Role", "Billing");
        await keys.PushAsync("Send invitation");
        await Assertions.Expect(page.GetByText("Billing admin, invited by")).ToBeVisibleAsync();
        await keys.IsSomewhereAsync();
        await keys.PushAsync("Take back the invitation");
        await keys.PushAsync("Take back", exact: true);
        await Assertions.Expect(page.GetByText("Nobody is invited just now.")).ToBeVisibleAsync();
        await keys.IsSomewhereAsync();
    }

    [Fact]
    public async Task A_key_is_made_copied_and_revoked()
    {
        var (page, keys) = await SignedInAsync((await app.TenantAsync()).Email);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await keys.FollowAsync("API keys");
        await keys.ArriveAsync("API keys");
        await keys.PushAsync("Create a key");
        await keys.IsAskedAsync();
        await keys.TypeAsync("Name", "CRM");
        await keys.TickAsync(AriaRole.Checkbox, "Report usage");
        await keys.ChooseAsync("Expires", "In 30");
        await keys.PushAsync("Create key");
        await keys.PushAsync("Copy");
        await Assertions.Expect(page.GetByText("Copied.")).ToBeVisibleAsync();
        Assert.Equal(await page.Locator("#new-key").InnerTextAsync(), await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await keys.PushAsync("I have copied it");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Create a key" })).ToBeFocusedAsync();

        await keys.PushAsync("Revoke CRM");
        await keys.PushAsync("Revoke", exact: true);
        await Assertions.Expect(page.GetByText("Revoked", new() { Exact = true })).ToBeVisibleAsync();
        await keys.IsSomewhereAsync();
    }

    [Fact]
    public async Task The_skip_link_leads_to_the_content_and_the_theme_is_switched()
    {
        var (page, keys) = await SignedInAsync((await app.TenantAsync()).Email);
        await keys.FollowAsync("Skip to the content");
        await Assertions.Expect(page.Locator("main")).ToBeFocusedAsync();
        Assert.EndsWith("/billing", page.Url, StringComparison.Ordinal);

        await keys.PushAsync("Theme", exact: true, back: true);
        await keys.ArrowAsync(AriaRole.Menuitem, "Dark");
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("html")).ToHaveCSSAsync("color-scheme", "dark");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Theme", Exact = true })).ToBeFocusedAsync();
    }

    private async Task<(IPage Page, Keyboard Keys)> SignedInAsync(string email)
    {
        var page = await browser.NewPageAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        var keys = new Keyboard(page);
        await keys.SignInAsync(app, email);
        return (page, keys);
    }
}
