using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace PenguinMails.Dashboard.Mail;

/// <summary>Hands one mail to the configured SMTP server.</summary>
internal sealed class SmtpSender(IOptions<MailOptions> options)
{
    public async Task SendAsync(OutboxMail mail, CancellationToken ct)
    {
        var settings = options.Value;
        using var message = new MimeMessage
        {
            Subject = mail.Subject,
            Body = new BodyBuilder { HtmlBody = mail.Html, TextBody = mail.Text }.ToMessageBody(),
            // Stable over attempts, so that a receiver can drop the second copy of a mail whose first answer was lost.
            MessageId = $"{mail.Id}.{mail.CreatedAt.ToUnixTimeMilliseconds()}@billing.penguinmails.com",
        };
        message.From.Add(MailboxAddress.Parse(settings.From));
        message.To.Add(MailboxAddress.Parse(mail.To));

        using var smtp = new SmtpClient();
        await smtp.ConnectAsync(settings.Host!, settings.Port, settings.Tls ? SecureSocketOptions.Auto : SecureSocketOptions.None, ct);
        if (settings.User is { Length: > 0 })
            await smtp.AuthenticateAsync(settings.User, settings.Password ?? "", ct);
        await smtp.SendAsync(message, ct);
        await smtp.DisconnectAsync(quit: true, ct);
    }
}
