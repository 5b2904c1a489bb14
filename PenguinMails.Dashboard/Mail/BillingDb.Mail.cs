using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Mail;
using PenguinMails.Dashboard.Mail.Stops;

namespace PenguinMails.Dashboard.Data;

public abstract partial class BillingDb
{
    public DbSet<OutboxMail> OutboxMails => Set<OutboxMail>();

    public DbSet<MailStop> MailStops => Set<MailStop>();
}
