using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Webhooks;

namespace PenguinMails.Dashboard.Tests.Admin.Pages;

/// <summary>An operator's way through a bad morning, in Chromium.</summary>
[Collection(Browser.Turns)]
public sealed partial class WebhooksPageTests(BillingApp app, Browser browser)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_operator_finds_a_dead_letter_reads_why_and_replays_it()
    {
        var (id, eventId) = await DeadAsync();
        var page = await browser.NewPageAsync();
        await page.SignInAsync(app, "operator@penguinmails.test");
        await page.GetByRole(AriaRole.Link, new() { Name = "Webhooks" }).ClickAsync();
        await page.GetByLabel("Customer, object or event id").FillAsync(eventId);
        // Until the search has answered, the other tests' events are listed too.
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "customer.updated" })).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "customer.updated" }).ClickAsync();

        await Assertions.Expect(page.GetByText("It went wrong.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".payload")).ToContainTextAsync(eventId);
        await page.GetByRole(AriaRole.Button, new() { Name = "Replay" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Say why, in a few words.")).ToBeVisibleAsync();
        await page.GetByLabel("Reason, for the audit trail").FillAsync("The bug is mended.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Replay" }).ClickAsync();

        await Eventually.BecomesAsync("it is worked off", async () =>
        {
            await using var db = app.Databases.ForNobody();
            return await db.WebhookEvents.AnyAsync(row => row.Id == id && row.ProcessedAt != null, Ct);
        });
    }

    [Fact]
    public async Task A_resync_shows_how_far_it_is_without_a_reload()
    {
        var page = await browser.NewPageAsync();
        await page.SignInAsync(app, "operator@penguinmails.test");
        await page.GotoAsync(new Uri(app.Address, "/admin/webhooks").ToString());
        await page.WaitForLiveAsync();

        await page.GetByLabel("One Stripe id").FillAsync("price_1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sync this id" }).ClickAsync();
        await Assertions.Expect(page.GetByText("That is no id of Stripe's that leads to a customer.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Resync all customers" }).ClickAsync();
        await Assertions.Expect(page.Locator(".runs li").First).ToContainTextAsync("All customers");
        // Two customers a second, and there may be many: that it goes on is seen long before the end.
        await Assertions.Expect(page.Locator(".runs li").First).ToContainTextAsync(Further(), new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator(".runs li").First).ToContainTextAsync("by Opal Operator");
        await Assertions.Expect(page.Locator(".trail")).ToContainTextAsync("Resync started");
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task The_page_fits_the_screen(int width)
    {
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 } });
        await page.SignInAsync(app, "operator@penguinmails.test");
        await page.GotoAsync(new Uri(app.Address, "/admin/webhooks").ToString());
        await page.WaitForLiveAsync();

        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
    }

    private async Task<(long Id, string EventId)> DeadAsync()
    {
        var (now, id) = (app.Sandbox.Clock.GetUtcNow(), SignedEvent.NewId());
        await using var db = app.Databases.ForNobody();
        var row = new WebhookEvent
        {
            EventId = id,
            Type = "customer.updated",
            StripeCustomerId = "cus_nobody",
            Payload = SignedEvent.Body(id, "customer.updated", """{"id":"cus_nobody","object":"customer"}"""),
            ReceivedAt = now,
            NextAttemptAt = now,
            Attempts = 10,
            DeadAt = now,
            LastError = "It went wrong.",
        };
        db.WebhookEvents.Add(row);
        await db.SaveChangesAsync(Ct);
        return (row.Id, id);
    }

    [GeneratedRegex("All customers([3-9]|[1-9][0-9]+) of|begun by")]
    private static partial Regex Further();
}
