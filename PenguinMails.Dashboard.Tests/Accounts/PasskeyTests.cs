using Microsoft.Playwright;
using PenguinMails.Dashboard.Tests.Harness;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PenguinMails.Dashboard.Tests.Accounts;

[Collection(Browser.Turns)]
public sealed class PasskeyTests(DashboardApp app, Browser browser)
{
    [Fact]
    public async Task A_passkey_is_added_named_used_and_removed()
    {
        var (_, email) = await app.TenantAsync();
        var page = await browser.NewPageAsync();
        await GiveAuthenticatorAsync(page);
        await SignInAsync(page, email);

        await page.GotoAsync($"{app.Address}account/passkeys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(page.GetByText("The passkey was added.")).ToBeVisibleAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Work laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await Expect(page.GetByText("The passkey was renamed.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Work laptop");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.WaitForURLAsync("**/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.WaitForURLAsync(url => !new Uri(url).AbsolutePath.StartsWith("/sign-in", StringComparison.Ordinal));

        await page.GotoAsync($"{app.Address}account/passkeys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Work laptop" }).ClickAsync();
        await Expect(page.GetByText("You have no passkeys yet.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_device_without_a_passkey_is_told_and_loses_nothing_typed()
    {
        var page = await browser.NewPageAsync();
        await GiveAuthenticatorAsync(page);
        await page.GotoAsync($"{app.Address}sign-in");
        await page.GetByLabel("Email").FillAsync("nora@example.test");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();

        await Expect(page.GetByText("No passkey was used.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Email")).ToHaveValueAsync("nora@example.test");
    }

    private async Task SignInAsync(IPage page, string email)
    {
        await page.GotoAsync($"{app.Address}sign-in?returnUrl=%2Faccount");
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(AccountGiven.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/account");
    }

    // The offer in the autofill list is answered by a virtual authenticator on its own, so the button could not be tested with it.
    private static async Task GiveAuthenticatorAsync(IPage page)
    {
        await page.AddInitScriptAsync("if (window.PublicKeyCredential) PublicKeyCredential.isConditionalMediationAvailable = async () => false;");
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
            },
        });
    }
}
