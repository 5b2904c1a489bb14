using System.IO.Compression;
using Microsoft.Playwright;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Invoices.Pages;

/// <summary>A finance person's monthly visit, in Chromium, on a phone and at a desk.</summary>
[Collection(Browser.Turns)]
public sealed class InvoiceFlowTests(BillingApp app, Browser browser)
{
    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task An_invoice_is_found_opened_and_its_pdf_fetched(int width)
    {
        var page = await OpenAsync(width);
        await Assertions.Expect(page.GetByText("Next invoice")).ToBeVisibleAsync();
        await Rows(page).Nth(5).WaitForAsync();
        await FitsAsync(page);
        var number = await Rows(page).Nth(2).GetByRole(AriaRole.Link).First.InnerTextAsync();

        await page.GetByLabel("Invoice number").FillAsync(number);
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(1);
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"q={number}"));
        await page.ReloadAsync();
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(1);
        await page.WaitForLiveAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = number, Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"Invoice {number}" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".sheet")).ToContainTextAsync("Subscription");
        await Assertions.Expect(page.GetByText("Visa ending in 4242")).ToBeVisibleAsync();
        await FitsAsync(page);
        var pdf = await page.APIRequest.GetAsync(new Uri(app.Address, await page.GetByRole(AriaRole.Link, new() { Name = "PDF" }).GetAttributeAsync("href") ?? "").ToString());
        Assert.Equal("application/pdf", pdf.Headers["content-type"]);

        await page.GoBackAsync();
        await Assertions.Expect(page.GetByLabel("Invoice number")).ToHaveValueAsync(number);
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task Several_invoices_come_as_one_zip(int width)
    {
        var page = await OpenAsync(width);
        await Rows(page).Nth(5).WaitForAsync();
        for (var i = 0; i < 3; i++)
            await Rows(page).Nth(i).GetByRole(AriaRole.Checkbox).CheckAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "ZIP of 3 PDFs" }).ClickAsync());

        using var zip = ZipFile.OpenRead(await download.PathAsync());
        Assert.Equal(3, zip.Entries.Count);
        await Assertions.Expect(page.GetByText("Download 3 invoices")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Select invoices for a ZIP" })).ToBeDisabledAsync();
    }

    [Fact]
    public async Task The_list_is_worked_by_keyboard_alone()
    {
        var page = await OpenAsync(1440);
        await Rows(page).Nth(5).WaitForAsync();
        var newest = await Rows(page).Nth(0).GetByRole(AriaRole.Link).First.InnerTextAsync();

        await page.GetByRole(AriaRole.Columnheader, new() { Name = "Date" }).GetByRole(AriaRole.Button, new() { Name = "Sort" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Rows(page).Last.GetByRole(AriaRole.Link).First).ToHaveTextAsync(newest);
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("sort=date"));
        await Rows(page).Last.GetByRole(AriaRole.Checkbox).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "ZIP of 1 PDF" })).ToBeEnabledAsync();
    }

    [Fact]
    public async Task On_a_phone_the_order_is_chosen_from_a_list()
    {
        var page = await OpenAsync(390);
        await Rows(page).Nth(5).WaitForAsync();
        var newest = await Rows(page).Nth(0).GetByRole(AriaRole.Link).First.InnerTextAsync();

        await page.GetByLabel("Order").First.ClickAsync();
        await page.GetByText("Oldest first").ClickAsync();

        await Assertions.Expect(Rows(page).Last.GetByRole(AriaRole.Link).First).ToHaveTextAsync(newest);
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("sort=date"));
    }

    [Fact]
    public async Task The_next_invoice_shows_every_line()
    {
        var page = await OpenAsync(1440);
        await page.GetByRole(AriaRole.Link, new() { Name = "See every line" }).ClickAsync();

        await Assertions.Expect(page.Locator(".sheet")).ToContainTextAsync("To be charged");
        await Assertions.Expect(page.Locator(".sheet")).ToContainTextAsync("$149.00");
    }

    private static ILocator Rows(IPage page) => page.Locator(".invoice-grid tbody tr");

    private static async Task FitsAsync(IPage page) => Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));

    private async Task<IPage> OpenAsync(int width)
    {
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 } });
        await page.SignInAsync(app, "owner@globex.test");
        await page.GotoAsync(new Uri(app.Address, "/invoices").ToString());
        await page.WaitForLiveAsync();
        return page;
    }
}
