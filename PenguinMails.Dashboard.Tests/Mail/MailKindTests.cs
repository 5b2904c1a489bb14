using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Mail;
using PenguinMails.Dashboard.Tests.Harness;
using Xunit;

namespace PenguinMails.Dashboard.Tests.Mail;

/// <summary>What is true of every kind of mail, of whichever room.</summary>
public sealed partial class MailKindTests(DashboardApp app)
{
    [Fact]
    public async Task Every_mail_says_the_same_in_html_and_in_plain_text()
    {
        foreach (var (kind, mail) in await ComposedAsync())
        {
            var html = new HtmlParser().ParseDocument(mail.Html);
            var read = Words(html.Body!.TextContent);
            foreach (var paragraph in mail.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line != "--" && !line.StartsWith("Stop ", StringComparison.Ordinal)))
            {
                var said = Links().Replace(paragraph, "");
                Assert.True(read.Contains(Words(said), StringComparison.Ordinal), $"{kind.Name}: the HTML lacks \"{said}\"");
            }

            foreach (var link in html.QuerySelectorAll("a[href]"))
                Assert.True(mail.Text.Contains(link.GetAttribute("href")!, StringComparison.Ordinal), $"{kind.Name}: the text lacks the link {link.TextContent}");
        }
    }

    [Fact]
    public async Task Every_mail_is_one_html_document_with_absolute_links_and_no_remote_parts()
    {
        foreach (var (kind, mail) in await ComposedAsync())
        {
            var html = new HtmlParser().ParseDocument(mail.Html);
            Assert.StartsWith("<!DOCTYPE html>", mail.Html, StringComparison.Ordinal);
            Assert.Equal("en", html.DocumentElement.GetAttribute("lang"));
            Assert.NotEmpty(html.QuerySelector("h1")!.TextContent);
            Assert.All(html.QuerySelectorAll("a[href]"), link => Assert.True(Uri.IsWellFormedUriString(link.GetAttribute("href"), UriKind.Absolute), kind.Name));
            Assert.Empty(html.QuerySelectorAll("img, script, link"));
        }
    }

    [Fact]
    public async Task Only_a_mail_that_is_not_essential_offers_to_stop_it()
    {
        foreach (var (kind, mail) in await ComposedAsync())
            Assert.Equal(kind.Topic is not null, mail.Text.Contains("https://example.test/stop", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_can_be_previewed()
    {
        using var visitor = app.NewVisitor();
        foreach (var kind in app.Services.GetRequiredService<MailKinds>().All)
        {
            var answer = await visitor.GetAsync($"/dev/mail/preview?kind={Uri.EscapeDataString(kind.Name)}");
            Assert.Equal(kind.Name, answer.Heading);
            Assert.NotNull(answer.Document.QuerySelector("iframe[srcdoc]"));
        }
    }

    private async Task<List<(MailKind Kind, ComposedMail Mail)>> ComposedAsync()
    {
        var composer = app.Services.GetRequiredService<MailComposer>();
        var address = app.Services.GetRequiredService<PublicAddress>();
        var all = new List<(MailKind, ComposedMail)>();
        foreach (var kind in app.Services.GetRequiredService<MailKinds>().All)
            all.Add((kind, await composer.ComposeAsync(kind.Example(address), kind.Topic is null ? null : "https://example.test/stop")));
        Assert.NotEmpty(all);
        return all;
    }

    // What a reader takes in: letters and figures, however they are set.
    private static string Words(string text) => Gaps().Replace(text, "");

    [GeneratedRegex(@"\W+")]
    private static partial Regex Gaps();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Links();
}
