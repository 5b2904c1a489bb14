using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.PaymentMethods;

/// <param name="IsDefault">Whether the next charge goes to it.</param>
public sealed record CardLine(PaymentMethod Method, bool IsDefault, CardExpiry Expiry, CardRemoval Removal)
{
    public Card Card => Method.Card;
}

/// <param name="Cards">The default first.</param>
/// <param name="State">How the subscription stands.</param>
public sealed record Wallet(IReadOnlyList<CardLine> Cards, SubscriptionState State);

/// <summary>The tenant's cards on file, from the mirror: for those who manage its billing.</summary>
public sealed class Wallets(BillingDbFactory databases, TimeProvider time)
{
    public async Task<Wallet> ReadAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new Wallet([], SubscriptionState.None);
        await using var db = databases.ForTenant(caller.OwnTenant);
        var subscription = await db.TenantSubscriptions.AsNoTracking().SingleOrDefaultAsync(ct);
        var methods = await db.PaymentMethods.AsNoTracking().ToListAsync(ct);
        var now = time.GetUtcNow();
        return new Wallet(
            [.. methods.Select(method => Line(method, subscription, methods.Count, now))
                .OrderByDescending(line => line.IsDefault).ThenBy(line => line.Card.Name, StringComparer.Ordinal).ThenBy(line => line.Method.Id, StringComparer.Ordinal)],
            SubscriptionStates.StateOf(subscription, await db.SuspensionAsync(subscription, ct), now));
    }

    /// <summary>The subscription that charges a card, or would once paid.</summary>
    internal static TenantSubscription? Running(TenantSubscription? subscription) =>
        subscription is not null && (SubscriptionStatus.IsLive(subscription.Status) || subscription.Status == SubscriptionStatus.Incomplete) ? subscription : null;

    internal static CardRemoval RemovalOf(PaymentMethod method, TenantSubscription? subscription, int cards) =>
        CardRemovals.Of(Running(subscription) is not null, method.Id == subscription?.PaymentMethodId, cards);

    // A subscription's own card wins over the customer's default.
    private static CardLine Line(PaymentMethod method, TenantSubscription? subscription, int cards, DateTimeOffset now) => new(
        method,
        Running(subscription) is { PaymentMethodId: { } paying } ? method.Id == paying : method.IsDefault,
        CardExpiries.Of(method.Card, now),
        RemovalOf(method, subscription, cards));
}
