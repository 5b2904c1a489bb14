using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.PaymentMethods;

public abstract record AddedCardOutcome
{
    public sealed record Saved(Card? Card, bool IsDefault) : AddedCardOutcome;

    /// <summary>The page at Stripe was left without saving a card.</summary>
    public sealed record NotSaved : AddedCardOutcome;

    /// <summary>No such page was opened for this tenant.</summary>
    public sealed record Unknown : AddedCardOutcome;

    public sealed record StripeUnavailable : AddedCardOutcome;

    private AddedCardOutcome()
    {
    }
}

/// <summary>The way back from Stripe's page. Coming back proves nothing: Stripe is asked, the card is made default if that was meant, and the Synchroniser writes.</summary>
public sealed class AddedCard(BillingDbFactory databases, CardSetups stripe, CardChanges changes, Synchroniser synchroniser, TimeProvider time)
{
    // Beyond this Stripe has closed the page.
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public async Task<AddedCardOutcome> ConfirmAsync(Caller caller, string? sessionId, CancellationToken ct)
    {
        if (!caller.ManagesBilling || string.IsNullOrEmpty(sessionId))
            return new AddedCardOutcome.Unknown();
        await using var db = databases.ForTenant(caller.OwnTenant);
        var setup = await db.CardSetups.SingleOrDefaultAsync(setup => setup.StripeSessionId == sessionId, ct);
        var customerId = await db.BillingCustomers.Select(customer => customer.StripeCustomerId).SingleOrDefaultAsync(ct);
        if (setup is null || customerId is null)
            return new AddedCardOutcome.Unknown();
        try
        {
            var session = await stripe.FindAsync(sessionId, ct);
            if (session is null || session.CustomerId != customerId)
                return new AddedCardOutcome.Unknown();
            if (session.CardId is not { } cardId)
                return new AddedCardOutcome.NotSaved();
            // A way back that is opened again must not undo what was chosen since.
            if (setup.FinishedAt is null && !await FinishAsync(caller, setup, customerId, cardId, ct))
                return new AddedCardOutcome.StripeUnavailable();
            return new AddedCardOutcome.Saved(await CardAsync(caller, cardId, ct), setup.MakeDefault);
        }
        catch (StripeUnavailableException)
        {
            return new AddedCardOutcome.StripeUnavailable();
        }
    }

    /// <summary>What a tab that was closed too early left unfinished.</summary>
    public async Task FinishAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return;
        await using var db = databases.ForTenant(caller.OwnTenant);
        var since = time.GetUtcNow() - Lifetime;
        var open = await db.CardSetups.Where(setup => setup.FinishedAt == null && setup.CreatedAt > since && setup.StripeSessionId != null)
            .OrderBy(setup => setup.CreatedAt).Select(setup => setup.StripeSessionId).ToListAsync(ct);
        foreach (var sessionId in open)
            await ConfirmAsync(caller, sessionId, ct);
    }

    private async Task<bool> FinishAsync(Caller caller, CardSetup setup, string customerId, string cardId, CancellationToken ct)
    {
        await synchroniser.RefreshAsync(customerId, new SyncHints(false, [], []), ct: ct);
        // The setup is the intent: a second tab that comes back at the same moment makes the same call.
        if (setup.MakeDefault && await changes.MakeDefaultAsync(caller, cardId, $"setup:{setup.Id}", ct) is CardOutcome.StripeUnavailable)
            return false;
        var now = time.GetUtcNow();
        await using var db = databases.ForTenant(caller.OwnTenant);
        if (await db.CardSetups.Where(row => row.Id == setup.Id && row.FinishedAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.FinishedAt, now), ct) == 1)
        {
            db.Record(caller.OwnTenant, now, caller.Name, "Card added", cardId);
            await db.SaveChangesAsync(ct);
        }

        return true;
    }

    private async Task<Card?> CardAsync(Caller caller, string cardId, CancellationToken ct)
    {
        await using var db = databases.ForTenant(caller.OwnTenant);
        return (await db.PaymentMethods.AsNoTracking().SingleOrDefaultAsync(method => method.Id == cardId, ct))?.Card;
    }
}
