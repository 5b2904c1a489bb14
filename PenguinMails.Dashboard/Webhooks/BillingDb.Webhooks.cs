using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Webhooks;

namespace PenguinMails.Dashboard.Data;

public abstract partial class BillingDb
{
    public DbSet<WebhookEvent> WebhookEvents => Set<WebhookEvent>();
}
