using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Dunning;

/// <summary>The fourteen days as their owner sees them, in a real browser, with every mail arriving at a real server.</summary>
[Collection(Browser.Turns)]
public sealed class RecoveryWalkTests(Browser browser) : IAsyncLifetime
{
    private const string Key = "pm_test_walk_00000000000000000000";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly MailServer _mails = new();
    private DunningLab _lab = default!;
    private string _owner = "";

    public async ValueTask InitializeAsync() => _lab = await DunningLab.StartAsync(
        postgres: false, ("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{_mails.Port}"), ("Mail:Tls", "false"));

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        await _mails.DisposeAsync();
    }

    [Fact]
    public async Task A_renewal_fails_sending_stops_on_the_seventh_day_and_a_new_card_makes_it_green()
    {
        var debtor = await FailedAsync();
        var page = await OpenAsync();
        var notice = page.Locator("[data-notice]");
        await Assertions.Expect(notice).ToContainTextAsync("The card did not have enough funds.");
        await Assertions.Expect(notice).ToContainTextAsync("Sending stops in 7 days");
        await Assertions.Expect(page.GetByText("Payment failed", new() { Exact = true }).First).ToBeVisibleAsync();

        await _lab.ToDayAsync(debtor, 3);
        await Assertions.Expect(page.GetByText("Retry on day 3 failed")).ToBeVisibleAsync();
        await _lab.ToDayAsync(debtor, 5);
        await Assertions.Expect(page.GetByText("Retry on day 5 failed")).ToBeVisibleAsync();
        Assert.True(await MaySendAsync());

        await _lab.ToDayAsync(debtor, 7);
        await Assertions.Expect(notice).ToContainTextAsync("Sending is paused");
        await Assertions.Expect(page.GetByText("Suspended", new() { Exact = true })).ToBeVisibleAsync();
        Assert.False(await MaySendAsync());
        Assert.Equal(["Your payment of $149.00 failed", "$149.00 could not be collected yet", "$149.00 could not be collected yet", "Sending is paused until your invoice is paid"], Subjects());

        // By then the sign-in of a week ago may have run out, as anybody's does.
        page = await OpenAsync();
        await _lab.DeclineAsync("insufficient_funds", times: 0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Update card and pay" }).ClickAsync();
        await page.FillCardAsync("5555 5555 5555 4444");
        await page.GetByRole(AriaRole.Button, new() { Name = "Update card" }).ClickAsync();

        await Assertions.Expect(page.Locator("[data-notice=Recovered]")).ToContainTextAsync("$149.00 is paid");
        await page.ReloadAsync();
        await page.GotoAsync(new Uri(_lab.App.Address, "/billing").ToString());
        await Assertions.Expect(page.GetByText("Active", new() { Exact = true })).ToBeVisibleAsync();
        Assert.True(await MaySendAsync());
        Assert.Equal(["failed", "failed", "failed", "failed", "succeeded"], await _lab.ChargesAsync(debtor));
        await Eventually.BecomesAsync("the good news arrived", () => Task.FromResult(Subjects()[^1] == "Thank you, your payment of $149.00 has arrived"));

        await page.WaitForLiveAsync();
        await page.GetByLabel("Dismiss").ClickAsync();
        await Assertions.Expect(page.Locator("[data-notice]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Left_alone_it_ends_on_the_fourteenth_day_and_each_mail_left_on_its_own()
    {
        var debtor = await FailedAsync();
        var first = (await _lab.CaseAsync(debtor)).FirstFailedAt;

        await _lab.AdvanceAsync(first.AddDays(15));
        var page = await OpenAsync();

        await Assertions.Expect(page.Locator(".status-chip")).ToHaveTextAsync("Canceled");
        Assert.False(await MaySendAsync());
        Assert.Equal([0, 3, 5, 7, 14], _mails.To(_owner).Where(mail => mail.Date < first.AddDays(20) && mail.Subject != "Your Professional plan is active").Select(mail => (int)(mail.Date - first.AddMinutes(-1)).TotalDays));
        Assert.Equal("Your subscription was canceled, as its invoice stayed unpaid", Subjects()[^1]);
        Assert.DoesNotContain("Your subscription has ended", Subjects());
    }

    private async Task<Debtor> FailedAsync()
    {
        var debtor = await _lab.FailAsync();
        await _lab.App.Get<ApiKeyIssuer>().StoreAsync(debtor.Tenant, "Key", Key, "Tess", Ct);
        _owner = await _lab.App.EmailOfAsync(debtor.Tenant);
        return debtor;
    }

    private async Task<IPage> OpenAsync()
    {
        var page = await browser.NewPageAsync();
        await page.SignInAsync(_lab.App, _owner, AccountGiven.Password);
        await page.GotoAsync(new Uri(_lab.App.Address, "/billing").ToString());
        await page.WaitForLiveAsync();
        return page;
    }

    private List<string> Subjects() => [.. _mails.To(_owner).Select(mail => mail.Subject ?? "").Where(subject => subject != "Your Professional plan is active")];

    private async Task<bool> MaySendAsync()
    {
        using var http = new HttpClient { BaseAddress = _lab.App.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return (bool)JsonNode.Parse(await http.GetStringAsync("/api/v1/billing/subscription", Ct))!["can_send_emails"]!;
    }
}
