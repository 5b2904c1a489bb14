using System.Net;
using System.Text;

namespace PenguinMails.Dashboard.Mail;

/// <summary>The one look of every mail, and its plain-text twin.</summary>
internal static class MailFrame
{
    private const string Footer = "PenguinMails billing. Questions? Write to support@penguinmails.com.";

    public static string Html(MailMessage mail)
    {
        var body = new StringBuilder();
        foreach (var paragraph in mail.Paragraphs)
            body.Append("<p style=\"margin:0 0 16px\">").Append(WebUtility.HtmlEncode(paragraph)).Append("</p>");
        if (mail.Action is { } action)
        {
            body.Append("<p style=\"margin:24px 0\"><a href=\"").Append(WebUtility.HtmlEncode(action.Url))
                .Append("\" style=\"background:#0369a1;color:#ffffff;padding:12px 20px;border-radius:8px;text-decoration:none;font-weight:600\">")
                .Append(WebUtility.HtmlEncode(action.Label)).Append("</a></p>");
        }

        return $"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{WebUtility.HtmlEncode(mail.Subject)}</title></head>
            <body style="margin:0;padding:32px 16px;background:#f9fafb;font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.55;color:#111827">
            <div style="max-width:560px;margin:0 auto;background:#ffffff;border:1px solid #e5e7eb;border-radius:12px;padding:32px">
            <p style="margin:0 0 24px;font-weight:700;color:#0c4a6e">PenguinMails</p>
            <h1 style="margin:0 0 16px;font-size:22px">{WebUtility.HtmlEncode(mail.Subject)}</h1>
            {body}
            </div><p style="max-width:560px;margin:16px auto;font-size:13px;color:#6b7280">{Footer}</p></body></html>
            """;
    }

    public static string Text(MailMessage mail)
    {
        var text = new StringBuilder(mail.Subject).Append("\n\n");
        foreach (var paragraph in mail.Paragraphs)
            text.Append(paragraph).Append("\n\n");
        if (mail.Action is { } action)
            text.Append(action.Label).Append(": ").Append(action.Url).Append("\n\n");
        return text.Append("-- \n").Append(Footer).Append('\n').ToString();
    }
}
