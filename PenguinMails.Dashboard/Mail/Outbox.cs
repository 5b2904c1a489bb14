using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Mail;

/// <summary>Writes mails into the transaction that decided them. They leave from there; see <see cref="MailWorker"/>.</summary>
public static class Outbox
{
    public static void Post(this BillingDb db, Guid? tenantId, DateTimeOffset now, MailMessage mail) =>
        db.OutboxMails.Add(new OutboxMail
        {
            TenantId = tenantId,
            Key = mail.Key,
            To = mail.To,
            Subject = mail.Subject,
            Html = MailFrame.Html(mail),
            Text = MailFrame.Text(mail),
            CreatedAt = now,
            NextAttemptAt = now,
        });
}
