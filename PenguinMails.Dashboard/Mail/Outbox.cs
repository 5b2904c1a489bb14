using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Mail.Stops;

namespace PenguinMails.Dashboard.Mail;

/// <summary>Writes mails into the transaction that decided them. They leave from there; see <see cref="Sending.MailWorker"/>.</summary>
public sealed class Outbox(MailComposer composer, MailKinds kinds, StopLinks stops, TimeProvider time)
{
    /// <summary>Adds the mail to <paramref name="db"/>; the caller saves it with what it belongs to.</summary>
    public async Task PostAsync(BillingDb db, MailOrder order, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var kind = kinds.Of(order.Facts);
        if (await IsWrittenAsync(db, order.Key, ct) || await IsStoppedAsync(db, order, kind, ct))
            return;
        if (order.Conversation is not null && !await TakePlaceAsync(db, order, now, ct) && order.OnlyIfTold)
            return;
        var stop = kind.Topic is { } topic && order.TenantId is { } tenant ? stops.Of(tenant, order.To, topic) : null;
        var composed = await composer.ComposeAsync(order.Facts, stop?.Page);
        db.OutboxMails.Add(new OutboxMail
        {
            TenantId = order.TenantId,
            Key = order.Key,
            Conversation = order.Conversation,
            Kind = kind.Name,
            To = order.To,
            Subject = order.Facts.Subject,
            Html = composed.Html,
            Text = composed.Text,
            StopUrl = stop?.OneClick,
            CreatedAt = now,
            NextAttemptAt = now,
        });
    }

    private static async Task<bool> IsWrittenAsync(BillingDb db, string key, CancellationToken ct) =>
        db.OutboxMails.Local.Any(mail => mail.Key == key) || await db.OutboxMails.AnyAsync(mail => mail.Key == key, ct);

    private static async Task<bool> IsStoppedAsync(BillingDb db, MailOrder order, MailKind kind, CancellationToken ct)
    {
        if (kind.Topic is not { } topic || order.TenantId is not { } tenant)
            return false;
        var address = MailStop.Normal(order.To);
        return await db.MailStops.IgnoreQueryFilters()
            .AnyAsync(stop => stop.TenantId == tenant && stop.Address == address && stop.Topic == topic, ct);
    }

    /// <summary>Withdraws what has not left of the conversation, and says whether anything of it had.</summary>
    private static async Task<bool> TakePlaceAsync(BillingDb db, MailOrder order, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var unsaved in db.OutboxMails.Local.Where(mail => mail.Conversation == order.Conversation && mail.To == order.To && mail.Id == 0).ToList())
            db.OutboxMails.Remove(unsaved);
        var earlier = db.OutboxMails.Where(mail => mail.Conversation == order.Conversation && mail.To == order.To && mail.WithdrawnAt == null);
        // One that is put off without a failed attempt is in a sender's hands: it counts as told.
        await earlier.Where(mail => mail.SentAt == null && mail.DeadAt == null && (mail.Attempts > 0 || mail.NextAttemptAt <= now))
            .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.WithdrawnAt, now), ct);
        return await earlier.AnyAsync(ct);
    }
}
