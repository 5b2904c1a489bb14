using System.Net;
using Microsoft.Playwright;
using PenguinMails.Dashboard.Tests.Harness;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PenguinMails.Dashboard.Tests.Mail;

[Collection(Browser.Turns)]
public sealed class DevMailTests(DashboardApp app, Browser browser)
{
    [Fact]
    public async Task A_mails_link_is_followed_from_the_development_mailbox()
    {
        var (_, email) = await app.TenantAsync();
        using var visitor = app.NewVisitor();
        await visitor.SubmitAsync("/forgot-password", "forgot-password", ("Input.Email", email));
        var page = await browser.NewPageAsync();

        await page.GotoAsync($"{app.Address}dev/mail");
        var mail = page.Locator("details.mail").Filter(new() { HasText = email });
        if (await mail.GetAttributeAsync("open") is null)
            await mail.Locator("summary").First.ClickAsync();
        await mail.FrameLocator("iframe").GetByRole(AriaRole.Link, new() { Name = "Choose a new password" }).ClickAsync();

        await page.WaitForURLAsync("**/reset-password?**");
        await Expect(page.GetByLabel("New password")).ToBeVisibleAsync();
    }
}

public sealed class DevMailWithServerTests(DevMailWithServerTests.MailingApp app) : IClassFixture<DevMailWithServerTests.MailingApp>
{
    [Fact]
    public async Task With_a_mail_server_there_is_no_such_page()
    {
        using var visitor = app.NewVisitor();

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/dev/mail")).Status);
    }

    public sealed class MailingApp : DashboardApp
    {
        // Nobody listens there, and nothing is sent in this test.
        protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("Mail:Host", "127.0.0.1"), new("Mail:Port", "9")];
    }
}
