using Microsoft.Playwright;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.CompanyInfo.Pages;

[Collection(Browser.Turns)]
public sealed class BillingDetailsPageTests(BillingApp app, Browser browser)
{
    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task What_is_typed_survives_every_mistake_and_is_saved_in_the_end(int width)
    {
        var page = await OpenAsync(width);
        await page.GetByLabel("Company name").FillAsync("");
        await page.GetByLabel("Street and number").FillAsync("Hauptstr. 1");
        await SaveAsync(page);
        await Assertions.Expect(page.GetByText("Enter the company's name")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Choose the country; tax depends on it.")).ToBeVisibleAsync();

        await page.GetByLabel("Company name").FillAsync("Initech GmbH");
        await page.GetByLabel("Country").SelectOptionAsync("DE");
        await page.GetByLabel("Kind").SelectOptionAsync("eu_vat");
        await page.GetByLabel("Number", new() { Exact = true }).FillAsync("12");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a recipient" }).ClickAsync();
        await page.GetByLabel("Recipient's email").FillAsync("books@initech.test");
        await SaveAsync(page);
        await Assertions.Expect(page.GetByText("Invalid value for eu_vat.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Street and number")).ToHaveValueAsync("Hauptstr. 1");

        await page.GetByLabel("Number", new() { Exact = true }).FillAsync("DE123456789");
        await SaveAsync(page);
        await Assertions.Expect(page.GetByText("Saved. The next invoice carries it.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Verified by the tax office")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        await page.OpenAsync(app, "/billing-details");
        await Assertions.Expect(page.GetByLabel("Country")).ToHaveValueAsync("DE");
        await Assertions.Expect(page.GetByLabel("Recipient's email")).ToHaveValueAsync("books@initech.test");
    }

    [Fact]
    public async Task Two_who_change_at_once_are_told_and_neither_loses_anything()
    {
        var page = await OpenAsync(1440);
        var other = await page.Context.NewPageAsync();
        await other.OpenAsync(app, "/billing-details");
        await page.GetByLabel("Company name").FillAsync("Mine");
        await other.GetByLabel("Company name").FillAsync("Theirs");
        await SaveAsync(other);
        await Assertions.Expect(other.GetByText("Saved. The next invoice carries it.")).ToBeVisibleAsync();

        await Assertions.Expect(page.GetByText("Nora North changed these details meanwhile.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Company name")).ToHaveValueAsync("Mine");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep mine and go on" }).ClickAsync();
        await SaveAsync(page);

        await Assertions.Expect(page.GetByText("Saved. The next invoice carries it.")).ToBeVisibleAsync();
        // Whoever is not typing simply sees what is now.
        await Assertions.Expect(other.GetByLabel("Company name")).ToHaveValueAsync("Mine");
    }

    private async Task<IPage> OpenAsync(int width)
    {
        var (_, owner) = await app.TenantAsync("Initech");
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 } });
        await page.SignInAsync(app, owner, AccountGiven.Password);
        await page.OpenAsync(app, "/billing-details");
        return page;
    }

    private static Task SaveAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
}
