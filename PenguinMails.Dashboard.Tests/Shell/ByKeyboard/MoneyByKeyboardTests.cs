using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PenguinMails.Dashboard.Tests.Dunning;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Shell.ByKeyboard;

/// <summary>Invoices, payments, cards and a payment that failed, without a mouse.</summary>
[Collection(Browser.Turns)]
public sealed class MoneyByKeyboardTests(BillingApp app, Browser browser)
{
    [Fact]
    public async Task Invoices_are_filtered_read_and_taken_along()
    {
        var (page, keys) = await SignedInAsync("owner@globex.test", "Penguin-Demo-1!");
        await keys.FollowAsync("Invoices", exact: true);
        await keys.ArriveAsync("Invoices");
        await keys.GoAsync(AriaRole.Combobox, "Status");
        await keys.PressAsync("ArrowDown");
        var paid = page.GetByRole(AriaRole.Option, new() { Name = "Paid", Exact = true });
        await paid.WaitForAsync();
        await keys.PressAsync("p");
        await Assertions.Expect(paid).ToHaveAttributeAsync("aria-selected", "true");
        await keys.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(app.Address, "/invoices?status=paid").ToString());
        var rows = page.Locator(".invoice-grid tbody tr");
        var number = await rows.First.GetByRole(AriaRole.Link).First.InnerTextAsync();
        await keys.FollowAsync(number, exact: true);
        await keys.ArriveAsync($"Invoice {number}");
        await page.GoBackAsync();
        await keys.ArriveAsync("Invoices");

        await keys.TickAsync(AriaRole.Checkbox, $"Select invoice {number}");
        var second = await rows.Nth(1).GetByRole(AriaRole.Link).First.InnerTextAsync();
        await keys.TickAsync(AriaRole.Checkbox, $"Select invoice {second}");
        var zip = await page.RunAndWaitForDownloadAsync(() => keys.PushAsync("ZIP of 2 PDFs", back: true));
        Assert.Equal(2, ZipFile.OpenRead(await zip.PathAsync()).Entries.Count);
        await keys.IsSomewhereAsync();
        Assert.EndsWith(".csv", (await page.RunAndWaitForDownloadAsync(() => keys.FollowAsync("CSV"))).SuggestedFilename, StringComparison.Ordinal);

        await keys.FollowAsync("Payments", exact: true);
        await keys.ArriveAsync("Payments");
        await keys.TypeAsync("Invoice number or what for", number);
        await Assertions.Expect(page.Locator(".payment-grid tbody tr")).ToHaveCountAsync(1);
        Assert.EndsWith(".csv", (await page.RunAndWaitForDownloadAsync(() => keys.FollowAsync("CSV"))).SuggestedFilename, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_is_added_made_the_default_and_another_removed()
    {
        var (page, keys) = await SignedInAsync((await app.SubscribedAsync()).Email);
        await keys.FollowAsync("Payment methods");
        await keys.ArriveAsync("Payment methods");
        await keys.TickAsync(AriaRole.Checkbox, "Pay with it from now on");
        await keys.PushAsync("Add a card", back: true);
        await keys.FillCardAsync("5555 5555 5555 4444");
        await keys.PushAsync("Save card");
        await keys.ArriveAsync("Card saved");
        await keys.FollowAsync("See your cards");
        await keys.ArriveAsync("Payment methods");
        await keys.PushAsync("Make Mastercard ending in 4444 the default");
        await Assertions.Expect(page.GetByText("Mastercard ending in 4444 pays from now on.")).ToBeVisibleAsync();
        await keys.IsSomewhereAsync();

        await keys.PushAsync("Remove Visa ending in 4242");
        await keys.IsAskedAsync();
        await keys.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove Visa ending in 4242" })).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await keys.PushAsync("Remove card");
        await Assertions.Expect(page.GetByText("Visa ending in 4242 was removed.")).ToBeVisibleAsync();
        await keys.IsSomewhereAsync();
    }

    [Fact]
    public async Task A_failed_payment_is_settled_with_another_card()
    {
        await using var lab = await DunningLab.StartAsync(postgres: false);
        var debtor = await lab.FailAsync();
        var page = await browser.NewPageAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        var keys = new Keyboard(page);
        await keys.SignInAsync(lab.App, await lab.App.EmailOfAsync(debtor.Tenant));
        await lab.DeclineAsync("insufficient_funds", times: 0);
        await keys.FollowAsync("Update card and pay");

        await keys.FillCardAsync("5555 5555 5555 4444");
        await keys.PushAsync("Update card");

        await Assertions.Expect(page.Locator("[data-notice=Recovered]")).ToContainTextAsync("$149.00 is paid");
        // By then it may be Stripe's news that it is paid, and not this page's own try.
        await Assertions.Expect(page.Locator("h1:focus")).ToHaveTextAsync(new Regex("Paid, thank you|Your card is saved"));
        await keys.PushAsync("Dismiss", back: true);
        await Assertions.Expect(page.Locator("[data-notice]")).ToHaveCountAsync(0);
        await keys.IsSomewhereAsync();
    }

    private async Task<(IPage Page, Keyboard Keys)> SignedInAsync(string email, string password = AccountGiven.Password)
    {
        var page = await browser.NewPageAsync(new() { ReducedMotion = ReducedMotion.Reduce, AcceptDownloads = true });
        var keys = new Keyboard(page);
        await keys.SignInAsync(app, email, password);
        return (page, keys);
    }
}
