using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using PenguinMails.Dashboard.Mail.Templates;

namespace PenguinMails.Dashboard.Mail;

/// <summary>Renders a mail's component twice: as HTML, and as its plain-text twin.</summary>
public sealed class MailComposer(MailKinds kinds, ILoggerFactory loggers) : IDisposable
{
    // Empty on purpose: a mail is made of its facts, and of nothing that may have changed meanwhile.
    private readonly ServiceProvider _nothing = new ServiceCollection().BuildServiceProvider();

    /// <param name="facts">What the mail tells.</param>
    /// <param name="stop">Where its reader stops mails of this kind; null where they are essential.</param>
    public async Task<ComposedMail> ComposeAsync(IMailFacts facts, string? stop)
    {
        var kind = kinds.Of(facts);
        await using var renderer = new HtmlRenderer(_nothing, loggers);
        var html = await RenderAsync(renderer, kind, facts, stop, MailFormat.Html);
        var text = await RenderAsync(renderer, kind, facts, stop, MailFormat.Text);
        return new ComposedMail("<!DOCTYPE html>\n" + html, PlainText.Of(text));
    }

    public void Dispose() => _nothing.Dispose();

    private static Task<string> RenderAsync(HtmlRenderer renderer, MailKind kind, IMailFacts facts, string? stop, MailFormat format) =>
        renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(Letter.Kind)] = kind,
                [nameof(Letter.Facts)] = facts,
                [nameof(Letter.Stop)] = stop,
                [nameof(Letter.Format)] = format,
            });
            return (await renderer.RenderComponentAsync<Letter>(parameters)).ToHtmlString();
        });
}

public sealed record ComposedMail(string Html, string Text);
