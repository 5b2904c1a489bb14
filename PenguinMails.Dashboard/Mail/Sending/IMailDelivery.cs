namespace PenguinMails.Dashboard.Mail.Sending;

/// <summary>How a mail leaves: by SMTP, or (in Development without a mail server) into the mailbox at <c>/dev/mail</c>.</summary>
internal interface IMailDelivery
{
    Task DeliverAsync(OutboxMail mail, CancellationToken ct);
}
