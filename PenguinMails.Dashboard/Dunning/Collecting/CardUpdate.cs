using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Dunning.Schedule;
using PenguinMails.Dashboard.Mail;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Dunning.Collecting;

public abstract record CardUpdateOutcome
{
    public sealed record Redirect(Uri Url) : CardUpdateOutcome;

    public sealed record NotAllowed : CardUpdateOutcome;

    public sealed record StripeUnavailable(TimeSpan RetryAfter) : CardUpdateOutcome;

    private CardUpdateOutcome()
    {
    }
}

/// <summary>"Update card and pay": Stripe's form for a card, and on the way back the open invoice is paid with it.</summary>
internal sealed class CardUpdate(
    BillingDbFactory databases, BillingCustomers customers, PortalSessions portal, Synchroniser synchroniser, Collection collection, RetryPayment retry, PublicAddress address)
{
    /// <param name="caller">Must manage the tenant's billing.</param>
    /// <param name="origin">Where they are reading us, which is where they come back to; null for the public address.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<CardUpdateOutcome> StartAsync(Caller caller, Uri? origin, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new CardUpdateOutcome.NotAllowed();
        try
        {
            var customer = await customers.GetOrCreateAsync(caller.OwnTenant, ct);
            var root = origin ?? address.Root;
            return new CardUpdateOutcome.Redirect(await portal.CreateForCardAsync(
                customer.StripeCustomerId, new Uri(root, DunningPaths.CardSaved).ToString(), new Uri(root, "/billing").ToString(), ct));
        }
        catch (StripeUnavailableException error)
        {
            return new CardUpdateOutcome.StripeUnavailable(error.RetryAfter);
        }
    }

    /// <summary>
    /// Whoever comes back from the form. Safe to repeat: the card's attempt is known by the card, so that a reload, or the worker
    /// that heard of the card by itself, finds it made.
    /// </summary>
    public async Task<RetryOutcome> PayAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new RetryOutcome.NotAllowed();
        try
        {
            // The page grants nothing: which card is on file now, and what is open, Stripe says.
            if (await customers.FindAsync(caller.OwnTenant, ct) is not { } customer)
                return new RetryOutcome.NothingToPay();
            await synchroniser.RefreshAsync(customer.StripeCustomerId, new SyncHints(false, [], []), ct: ct);
            await using var db = databases.ForTenant(caller.OwnTenant);
            if (await CaseFacts.OpenAsync(db, ct) is not { MethodId: { } method } facts)
                return new RetryOutcome.NothingToPay();
            if (!facts.Retry(stripeRetries: false).CardReplaced)
                return new RetryOutcome.Declined(facts.Invoice.DeclineCode, DeclineReasons.Of(facts.Invoice.DeclineCode), Tried: false);
            await using var turn = await collection.TakeTurnAsync(facts.Case, ct);
            return await retry.RunAsync(caller, facts.Case, AttemptIntent.NewCard(facts.Case, method, caller.Name), ct);
        }
        catch (StripeUnavailableException error)
        {
            return new RetryOutcome.StripeUnavailable(error.RetryAfter);
        }
    }
}
