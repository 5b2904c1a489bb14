using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace PenguinMails.Dashboard.Mail.Sending;

/// <summary>Hands one mail to the configured SMTP server.</summary>
internal sealed class SmtpDelivery(IOptions<MailOptions> options) : IMailDelivery
{
    public async Task DeliverAsync(OutboxMail mail, CancellationToken ct)
    {
        var settings = options.Value;
        using var message = Message(mail, settings);
        using var smtp = new SmtpClient();
        await smtp.ConnectAsync(settings.Host!, settings.Port, settings.Tls ? SecureSocketOptions.Auto : SecureSocketOptions.None, ct);
        if (settings.User is { Length: > 0 })
            await smtp.AuthenticateAsync(settings.User, settings.Password ?? "", ct);
        await smtp.SendAsync(message, ct);
        await smtp.DisconnectAsync(quit: true, ct);
    }

    private static MimeMessage Message(OutboxMail mail, MailOptions settings)
    {
        var message = new MimeMessage
        {
            Subject = mail.Subject,
            Date = mail.CreatedAt,
            Body = new BodyBuilder { HtmlBody = mail.Html, TextBody = mail.Text }.ToMessageBody(),
            // Stable over attempts, so that a receiver can drop the second copy of a mail whose first answer was lost.
            MessageId = $"{mail.Id}.{mail.CreatedAt.ToUnixTimeMilliseconds()}@billing.penguinmails.com",
        };
        message.From.Add(MailboxAddress.Parse(settings.From));
        message.To.Add(MailboxAddress.Parse(mail.To));
        // Answers of absence would come back to nobody.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (mail.StopUrl is not null)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{mail.StopUrl}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        return message;
    }
}
