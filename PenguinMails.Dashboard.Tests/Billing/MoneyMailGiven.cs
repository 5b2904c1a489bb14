using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Mail;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Billing;

internal static class MoneyMailGiven
{
    /// <summary>What the tenant was written about its billing, oldest first.</summary>
    public static async Task<List<OutboxMail>> MoneyMailsAsync(this BillingApp app, Guid tenant)
    {
        await using var db = app.Databases.ForPlatform();
        return await db.OutboxMails.AsNoTracking().Where(mail => mail.TenantId == tenant && mail.WithdrawnAt == null).OrderBy(mail => mail.Id).ToListAsync();
    }
}
