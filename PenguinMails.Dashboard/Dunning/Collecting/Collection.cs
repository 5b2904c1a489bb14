using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Data.Leases;
using PenguinMails.Dashboard.Dunning.Cases;
using PenguinMails.Dashboard.Dunning.Schedule;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Dunning.Collecting;

/// <summary>
/// Tries to collect what a case is about, once for each intent. Stripe is read before, so that what is paid is not tried again;
/// and after, so that what came of it is found where every change is found, in the mirror.
/// </summary>
internal sealed class Collection(
    BillingDbFactory databases, LeaseKeeper leases, Synchroniser synchroniser, InvoicePayments payments, SubscriptionCare care, TimeProvider time)
{
    /// <summary>Written in the transaction that saw how it ended.</summary>
    /// <param name="outcome">Null where the case was closed without money.</param>
    public delegate Task Ended(BillingDb db, DunningCase one, Invoice invoice, StepOutcome? outcome, CancellationToken ct);

    /// <summary>One at a time of a customer's attempts, over all nodes.</summary>
    public Task<Lease> TakeTurnAsync(DunningCase one, CancellationToken ct) => leases.TakeAsync($"dunning:{one.StripeCustomerId}", ct);

    /// <summary>Call within the customer's turn.</summary>
    /// <returns>How it ended; null where the case was closed without money.</returns>
    /// <exception cref="StripeUnavailableException">Whether the attempt was made is not known; the same intent finds out.</exception>
    public async Task<StepOutcome?> RunAsync(DunningCase one, AttemptIntent intent, Ended? then, CancellationToken ct)
    {
        await RefreshAsync(one, null, ct);
        DunningAttempt? attempt = null;
        StepOutcome? untried = null;
        await using (var db = databases.ForTenant(one.TenantId))
        {
            var now = await db.DunningCases.AsNoTracking().SingleAsync(row => row.Id == one.Id, ct);
            var facts = await CaseFacts.OfAsync(db, now, ct);
            attempt = await db.DunningAttempts.SingleOrDefaultAsync(row => row.Key == intent.Key, ct);
            if (now.ClosedAt is null && facts.Invoice.IsOpen && attempt?.FinishedAt is null)
            {
                var stripeRetries = intent.Kind is AttemptKind.Scheduled && facts.Invoice.NextPaymentAttempt is not null;
                untried = attempt is null ? RetryRule.WhyNot(facts.Retry(stripeRetries)) : null;
                if (untried is null)
                {
                    attempt = await BeginAsync(db, facts, intent, attempt, ct);
                    untried = await TryAsync(facts, attempt, ct);
                }
            }
        }

        StepOutcome? outcome = null;
        await RefreshAsync(one, async (db, token) => outcome = await EndAsync(db, one.Id, attempt?.Id, untried, then, token), ct);
        return outcome;
    }

    /// <summary>Call within the customer's turn, in which nobody is at an attempt: those without an end were cut off.</summary>
    public async Task SettleCutOffAsync(DunningCase one, CancellationToken ct)
    {
        await using (var db = databases.ForTenant(one.TenantId))
        {
            if (!await db.DunningAttempts.AnyAsync(row => row.CaseId == one.Id && row.FinishedAt == null, ct))
                return;
        }

        await RefreshAsync(one, async (db, token) => await db.SettleCutOffAsync(
            (await db.DunningCases.FindAsync([one.Id], token))!, (await db.Invoices.FindAsync([one.InvoiceId], token))!, except: null, time.GetUtcNow(), token), ct);
    }

    // In the book before the bank is asked. What an earlier attempt left unfinished is settled first: nobody else is at it now.
    private async Task<DunningAttempt> BeginAsync(BillingDb db, CaseFacts facts, AttemptIntent intent, DunningAttempt? begun, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await db.SettleCutOffAsync(facts.Case, facts.Invoice, except: intent.Key, now, ct);
        await LookAgainAsync(db, facts.Case, now + Claims.Term, ct);
        if (begun is null)
        {
            db.DunningAttempts.Add(begun = new DunningAttempt
            {
                Id = Guid.CreateVersion7(now),
                TenantId = facts.Case.TenantId,
                CaseId = facts.Case.Id,
                Kind = intent.Kind,
                Key = intent.Key,
                By = intent.By,
                StartedAt = now,
                CountBefore = facts.Invoice.AttemptCount,
            });
        }

        await db.SaveChangesAsync(ct);
        return begun;
    }

    // A person's attempt has no claim that runs out. Should we die of it, the worker comes by and settles what we left.
    private static Task<int> LookAgainAsync(BillingDb db, DunningCase one, DateTimeOffset? at, CancellationToken ct) => db.DunningCases
        .Where(row => row.Id == one.Id && row.ClosedAt == null && (row.NextActionAt == null || row.NextActionAt > at))
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextActionAt, at), ct);

    /// <returns>Why nothing was tried, if so.</returns>
    private async Task<StepOutcome?> TryAsync(CaseFacts facts, DunningAttempt attempt, CancellationToken ct)
    {
        // It was made, and whoever made it did not live to write that down. Stripe keeps keys for a day; the count it keeps for good.
        if (facts.Invoice.AttemptCount > attempt.CountBefore)
            return null;
        if (facts.MethodId is { } method && method != facts.SubscriptionMethodId)
            await care.PayWithAsync(facts.Case.StripeSubscriptionId, method, attempt.Key, ct);
        return await payments.PayAsync(facts.Invoice.Id, attempt.Key, ct) is PayOutcome.NotTried ? StepOutcome.NoCard : null;
    }

    private async Task<StepOutcome?> EndAsync(BillingDb db, Guid caseId, Guid? attemptId, StepOutcome? untried, Ended? then, CancellationToken ct)
    {
        var one = (await db.DunningCases.FindAsync([caseId], ct))!;
        var invoice = (await db.Invoices.FindAsync([one.InvoiceId], ct))!;
        var attempt = attemptId is { } id ? await db.DunningAttempts.FindAsync([id], ct) : null;
        var outcome = one switch
        {
            { Ending: CaseEnding.Recovered } => StepOutcome.Paid,
            { ClosedAt: not null } => (StepOutcome?)null,
            _ => untried ?? attempt?.Outcome ?? (invoice.NeedsAuthentication ? StepOutcome.AuthenticationNeeded : StepOutcome.Declined),
        };
        if (attempt is { FinishedAt: null })
            (attempt.FinishedAt, attempt.Outcome, attempt.DeclineCode) = (time.GetUtcNow(), outcome, outcome is StepOutcome.Declined ? invoice.DeclineCode : null);
        if (then is not null)
            await then(db, one, invoice, outcome, ct);
        return outcome;
    }

    private Task RefreshAsync(DunningCase one, Func<BillingDb, CancellationToken, Task>? alongside, CancellationToken ct) =>
        synchroniser.RefreshAsync(one.StripeCustomerId, new SyncHints(false, [one.InvoiceId], []), alongside, ct);
}
