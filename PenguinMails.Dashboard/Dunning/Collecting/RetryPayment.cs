using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Dunning.Cases;
using PenguinMails.Dashboard.Dunning.Schedule;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Dunning.Collecting;

public abstract record RetryOutcome
{
    public sealed record Paid : RetryOutcome;

    /// <param name="Code">Stripe's; null where there was no card to charge.</param>
    /// <param name="Tried">False where trying again could not have helped, so that no bank was asked.</param>
    public sealed record Declined(string? Code, DeclineReason Reason, bool Tried) : RetryOutcome;

    /// <param name="Url">Stripe's page, where the payer confirms.</param>
    public sealed record NeedsAuthentication(Uri? Url) : RetryOutcome;

    public sealed record NothingToPay : RetryOutcome;

    /// <summary>The caller may look, not pay.</summary>
    public sealed record NotAllowed : RetryOutcome;

    public sealed record StripeUnavailable(TimeSpan RetryAfter) : RetryOutcome;

    private RetryOutcome()
    {
    }
}

/// <summary>Tries to pay the open invoice now, because somebody asks for it. It uses up none of the scheduled attempts.</summary>
internal sealed class RetryPayment(
    BillingDbFactory databases, BillingCustomers customers, Synchroniser synchroniser, Collection collection, PaymentPage page)
{
    /// <param name="caller">Must manage the tenant's billing.</param>
    /// <param name="seenCount">How often the invoice had been tried by what they saw; null to go by what is mirrored as they ask.</param>
    /// <param name="ct">Gives up waiting.</param>
    public async Task<RetryOutcome> RetryAsync(Caller caller, int? seenCount, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new RetryOutcome.NotAllowed();
        try
        {
            // What is meant is fixed before waiting for a turn: of two clicks at once the second must not see what the first one changed.
            var facts = await OpenAsync(caller, ct);
            if (facts is null && await customers.FindAsync(caller.OwnTenant, ct) is { } customer)
            {
                await synchroniser.RefreshAsync(customer.StripeCustomerId, SyncHints.All, ct: ct);
                facts = await OpenAsync(caller, ct);
            }

            if (facts is null)
                return await UnfinishedAsync(caller, ct);
            var intent = AttemptIntent.Manual(facts.Case, seenCount ?? facts.Invoice.AttemptCount, facts.MethodId, caller.Name);
            await using var turn = await collection.TakeTurnAsync(facts.Case, ct);
            return await RunAsync(caller, facts.Case, intent, ct);
        }
        catch (StripeUnavailableException error)
        {
            return new RetryOutcome.StripeUnavailable(error.RetryAfter);
        }
    }

    /// <summary>Also for a card that was just put on file, whose attempt is known by the card.</summary>
    public async Task<RetryOutcome> RunAsync(Caller caller, DunningCase one, AttemptIntent intent, CancellationToken ct)
    {
        string? code = null;
        var outcome = await collection.RunAsync(one, intent, (_, _, invoice, _, _) =>
        {
            code = invoice.DeclineCode;
            return Task.CompletedTask;
        }, ct);
        return outcome switch
        {
            StepOutcome.Paid => new RetryOutcome.Paid(),
            StepOutcome.AuthenticationNeeded => new RetryOutcome.NeedsAuthentication(await page.UrlAsync(one.InvoiceId, ct)),
            StepOutcome.NoCard => new RetryOutcome.Declined(null, DeclineReasons.Of(null), Tried: false),
            null => new RetryOutcome.NothingToPay(),
            _ => new RetryOutcome.Declined(code, DeclineReasons.Of(code), Tried: outcome is StepOutcome.Declined),
        };
    }

    private async Task<CaseFacts?> OpenAsync(Caller caller, CancellationToken ct)
    {
        await using var db = databases.ForTenant(caller.OwnTenant);
        return await CaseFacts.OpenAsync(db, ct);
    }

    // A first payment is finished by the payer, on Stripe's page.
    private async Task<RetryOutcome> UnfinishedAsync(Caller caller, CancellationToken ct) =>
        await page.OpenAsync(caller, ct) is PaymentPageOutcome.Redirect redirect ? new RetryOutcome.NeedsAuthentication(redirect.Url) : new RetryOutcome.NothingToPay();
}
