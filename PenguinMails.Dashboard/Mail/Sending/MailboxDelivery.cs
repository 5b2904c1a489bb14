namespace PenguinMails.Dashboard.Mail.Sending;

/// <summary>The outbox is the mailbox: a mail has arrived as soon as it may be read there.</summary>
internal sealed class MailboxDelivery : IMailDelivery
{
    public Task DeliverAsync(OutboxMail mail, CancellationToken ct) => Task.CompletedTask;
}
