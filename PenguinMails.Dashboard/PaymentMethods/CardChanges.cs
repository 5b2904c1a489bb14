using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Data.Leases;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.PaymentMethods;

public abstract record CardOutcome
{
    public sealed record Done(Card Card) : CardOutcome;

    /// <summary>Not, or no longer, a card of this tenant's.</summary>
    public sealed record Unknown : CardOutcome;

    /// <summary>It is needed: see why.</summary>
    public sealed record Needed(CardRemoval Why) : CardOutcome;

    public sealed record NotAllowed : CardOutcome;

    public sealed record StripeUnavailable : CardOutcome;

    private CardOutcome()
    {
    }
}

/// <summary>Chooses the card that pays, and takes cards off. Stripe is asked and the Synchroniser writes what it then says.</summary>
public sealed class CardChanges(BillingDbFactory databases, LeaseKeeper leases, CardDefaults stripe, Synchroniser synchroniser, TimeProvider time)
{
    private static readonly SyncHints CardsAlone = new(false, [], []);

    /// <param name="caller">Must manage the tenant's billing.</param>
    /// <param name="cardId">Stripe's, <c>pm_…</c>.</param>
    /// <param name="intent">The press of the button, or what else wants it: the same intent twice is one change.</param>
    /// <param name="ct">Gives up.</param>
    public Task<CardOutcome> MakeDefaultAsync(Caller caller, string cardId, string intent, CancellationToken ct) =>
        ChangeAsync(caller, cardId, async (card, subscription, customer) =>
        {
            await stripe.MakeDefaultAsync(customer, Wallets.Running(subscription)?.StripeSubscriptionId, card.Id, intent, ct);
            return "Default card chosen";
        }, ct);

    public Task<CardOutcome> RemoveAsync(Caller caller, string cardId, CancellationToken ct) =>
        ChangeAsync(caller, cardId, async (card, _, _) =>
        {
            await stripe.RemoveAsync(card.Id, ct);
            return "Card removed";
        }, ct, mayBe: (card, subscription, cards) => Wallets.RemovalOf(card, subscription, cards));

    /// <summary>Reads again what Stripe has, for somebody who comes back from its pages faster than its webhook.</summary>
    public async Task RefreshAsync(Caller caller, CancellationToken ct)
    {
        try
        {
            if (caller.ManagesBilling && await CustomerAsync(caller, ct) is { } customer)
                await synchroniser.RefreshAsync(customer, CardsAlone, ct: ct);
        }
        catch (Exception error) when (error is StripeUnavailableException or StripeRefusedException)
        {
            // The webhook brings the news a little later.
        }
    }

    private async Task<CardOutcome> ChangeAsync(
        Caller caller, string cardId, Func<PaymentMethod, TenantSubscription?, string, Task<string>> change, CancellationToken ct,
        Func<PaymentMethod, TenantSubscription?, int, CardRemoval>? mayBe = null)
    {
        if (!caller.ManagesBilling)
            return new CardOutcome.NotAllowed();
        // One change of a tenant's cards at a time: of two tabs that take off the last two cards, the second must see what the first did.
        await using var lease = await leases.TakeAsync($"cards:{caller.OwnTenant}", ct);
        try
        {
            if (await CustomerAsync(caller, ct) is not { } customer)
                return new CardOutcome.Unknown();
            await synchroniser.RefreshAsync(customer, CardsAlone, ct: ct);
            var (card, subscription, cards) = await ReadAsync(caller, cardId, ct);
            if (card is null)
                return new CardOutcome.Unknown();
            if (mayBe?.Invoke(card, subscription, cards) is { } needed and not CardRemoval.Allowed)
                return new CardOutcome.Needed(needed);
            var done = await change(card, subscription, customer);
            await synchroniser.RefreshAsync(customer, CardsAlone, (db, _) => RecordAsync(db, caller, done, card), ct);
            return new CardOutcome.Done(card.Card);
        }
        catch (StripeUnavailableException)
        {
            return new CardOutcome.StripeUnavailable();
        }
        catch (StripeRefusedException)
        {
            // Gone at Stripe between the look and the change; the webhook brings the news.
            return new CardOutcome.Unknown();
        }
    }

    private async Task<string?> CustomerAsync(Caller caller, CancellationToken ct)
    {
        await using var db = databases.ForTenant(caller.OwnTenant);
        return await db.BillingCustomers.Where(customer => customer.DeletedAt == null).Select(customer => customer.StripeCustomerId).SingleOrDefaultAsync(ct);
    }

    private async Task<(PaymentMethod? Card, TenantSubscription? Subscription, int Cards)> ReadAsync(Caller caller, string cardId, CancellationToken ct)
    {
        await using var db = databases.ForTenant(caller.OwnTenant);
        return (
            await db.PaymentMethods.AsNoTracking().SingleOrDefaultAsync(method => method.Id == cardId, ct),
            await db.TenantSubscriptions.AsNoTracking().SingleOrDefaultAsync(ct),
            await db.PaymentMethods.CountAsync(ct));
    }

    private Task RecordAsync(BillingDb db, Caller caller, string done, PaymentMethod card)
    {
        db.Record(caller.OwnTenant, time.GetUtcNow(), caller.Name, done, card.Id, card.Card.Name);
        return Task.CompletedTask;
    }
}
