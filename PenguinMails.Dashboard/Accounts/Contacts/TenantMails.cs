using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Mail;

namespace PenguinMails.Dashboard.Accounts.Contacts;

/// <summary>Writes mails to a tenant's billing contacts into the transaction that decided them.</summary>
public sealed class TenantMails(Outbox outbox)
{
    /// <param name="db">The transaction.</param>
    /// <param name="tenantId">Whose contacts.</param>
    /// <param name="key">What the mail is for, once for each contact.</param>
    /// <param name="facts">What it tells.</param>
    /// <param name="conversation">See <see cref="MailOrder.Conversation"/>.</param>
    /// <param name="onlyIfTold">See <see cref="MailOrder.OnlyIfTold"/>.</param>
    /// <param name="ct">Given up as a whole.</param>
    public async Task PostAsync(
        BillingDb db, Guid tenantId, string key, IMailFacts facts, string? conversation = null, bool onlyIfTold = false, CancellationToken ct = default)
    {
        foreach (var to in await RecipientsAsync(db, tenantId, ct))
            await outbox.PostAsync(db, new MailOrder(tenantId, $"{key}:{to}", to, facts, conversation, onlyIfTold), ct);
    }

    /// <summary>The contacts that the tenant named; where it named none, whoever manages its billing.</summary>
    public static async Task<IReadOnlyList<string>> RecipientsAsync(BillingDb db, Guid tenantId, CancellationToken ct)
    {
        var named = await db.BillingContacts.Where(contact => contact.TenantId == tenantId)
            .OrderByDescending(contact => contact.IsPrimary).ThenBy(contact => contact.CreatedAt).Select(contact => contact.Email).ToListAsync(ct);
        return named.Count > 0
            ? named
            : await db.Users.Where(user => user.TenantId == tenantId && (user.Role == Role.Owner || user.Role == Role.BillingAdmin) && user.Email != null)
                .OrderBy(user => user.Email).Select(user => user.Email!).ToListAsync(ct);
    }
}
