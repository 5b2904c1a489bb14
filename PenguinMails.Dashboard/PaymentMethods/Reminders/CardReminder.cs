using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts.Contacts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Mail;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.PaymentMethods.Reminders;

/// <summary>Tells a tenant that the card which pays its subscription is about to expire: once for each card and expiry.</summary>
public sealed class CardReminder(BillingDbFactory databases, TenantMails mails, PublicAddress address, TimeProvider time)
{
    private static readonly string[] Charging =
        [SubscriptionStatus.Trialing, SubscriptionStatus.Active, SubscriptionStatus.PastDue, SubscriptionStatus.Unpaid, SubscriptionStatus.Paused];

    /// <returns>How many cards were told of.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var told = 0;
        foreach (var subscription in (await CandidatesAsync(now, ct)).Where(subscription => IsDue(subscription, now)))
        {
            await TellAsync(subscription, now, ct);
            told++;
        }

        return told;
    }

    /// <summary>Whether somebody must be told: the card ends, and the subscription goes on beyond it.</summary>
    internal static bool IsDue(TenantSubscription subscription, DateTimeOffset now) =>
        subscription.Card is { } card && CardExpiries.Of(card, now) is not CardExpiry.Fine
        && !(subscription.CancelAtPeriodEnd && subscription.CurrentPeriodEnd <= CardExpiries.EndOf(card));

    // By the month alone, which the database can tell; the rule looks closer.
    private async Task<List<TenantSubscription>> CandidatesAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var db = databases.ForPlatform();
        var months = now.AddMonths(1).Year * 12 + now.AddMonths(1).Month;
        return await db.TenantSubscriptions.AsNoTracking()
            .Where(row => Charging.Contains(row.Status) && row.PaymentMethodId != null && row.Card!.ExpiryYear * 12 + row.Card.ExpiryMonth <= months)
            .Where(row => !db.CardExpiryNotices.Any(notice => notice.TenantId == row.TenantId && notice.PaymentMethodId == row.PaymentMethodId
                && notice.ExpiryYear == row.Card!.ExpiryYear && notice.ExpiryMonth == row.Card.ExpiryMonth))
            .ToListAsync(ct);
    }

    private async Task TellAsync(TenantSubscription subscription, DateTimeOffset now, CancellationToken ct)
    {
        var card = subscription.Card!;
        await using var db = databases.ForTenant(subscription.TenantId);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.CardExpiryNotices.Add(new CardExpiryNotice
        {
            TenantId = subscription.TenantId,
            PaymentMethodId = subscription.PaymentMethodId!,
            ExpiryYear = card.ExpiryYear,
            ExpiryMonth = card.ExpiryMonth,
            DecidedAt = now,
        });
        var facts = new CardExpires(card.Name, card.Expiry, CardExpiries.Of(card, now) is CardExpiry.Expired, address.Of("/payment-methods"));
        await mails.PostAsync(db, subscription.TenantId, $"card-expires:{subscription.PaymentMethodId}:{card.ExpiryYear}-{card.ExpiryMonth}", facts, ct: ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
