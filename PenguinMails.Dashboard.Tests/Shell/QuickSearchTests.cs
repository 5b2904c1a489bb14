using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Shell;

/// <summary>Quick search, by keyboard alone.</summary>
[Collection(Browser.Turns)]
public sealed class QuickSearchTests(BillingApp app, Browser browser)
{
    [Theory]
    [InlineData(390, "Control+k")]
    [InlineData(1440, "Meta+k")]
    public async Task A_page_is_reached_by_keyboard_alone(int width, string keys)
    {
        var page = await SignedInAsync("owner@acme.test", width);

        await page.Keyboard.PressAsync(keys);
        var field = page.GetByRole(AriaRole.Combobox);
        await Assertions.Expect(field).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("key");
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = "API keys" })).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = "API keys" })).ToHaveAttributeAsync("aria-selected", "false");
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = "API keys" })).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "API keys", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Escape_closes_it_and_the_button_opens_it()
    {
        var page = await SignedInAsync("owner@acme.test", 1440);

        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_invoice_is_found_by_its_number_and_a_member_finds_no_page_that_is_not_theirs()
    {
        await using var db = app.Databases.ForPlatform();
        var number = await db.Invoices.Where(invoice => db.Tenants.Any(tenant => tenant.Id == invoice.TenantId && tenant.Name == "Globex"))
            .Select(invoice => invoice.Number).FirstAsync(found => found != null, TestContext.Current.CancellationToken);
        var page = await SignedInAsync("owner@globex.test", 1440);
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox).FillAsync(number!);
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = $"Invoice {number}" })).ToBeVisibleAsync();

        var member = await SignedInAsync("member@acme.test", 1440);
        await member.Keyboard.PressAsync("Control+k");
        await member.GetByRole(AriaRole.Combobox).FillAsync("keys");
        await Assertions.Expect(member.GetByText("Nothing found.")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_dialogs_have_no_violation(ColorScheme scheme)
    {
        var page = await browser.NewPageAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await page.SignInAsync(app, "owner@acme.test");
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Option).First.WaitForAsync();
        await CheckAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await page.OpenAsync(app, "/api-keys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create a key" }).ClickAsync();
        await page.GetByLabel("Name").WaitForAsync();
        await CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await CheckAsync(page);
    }

    private static async Task CheckAsync(IPage page)
    {
        var found = await page.RunAxe(AccessibilityTests.Rules);
        Assert.True(found.Violations.Length == 0, string.Join("; ", found.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help} at {string.Join(", ", violation.Nodes.Take(3).Select(node => node.Html))}")));
    }

    private async Task<IPage> SignedInAsync(string email, int width)
    {
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 } });
        await page.SignInAsync(app, email);
        return page;
    }
}
