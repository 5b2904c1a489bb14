using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Mail;

namespace PenguinMails.Dashboard.Data;

public abstract partial class BillingDb
{
    public DbSet<OutboxMail> OutboxMails => Set<OutboxMail>();
}
