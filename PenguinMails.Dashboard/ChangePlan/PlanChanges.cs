using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.ChangePlan.Quotes;
using PenguinMails.Dashboard.ChangePlan.Rules;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Data.Leases;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.ChangePlan;

/// <summary>Changes a tenant's subscription in two steps: a quote is shown, and the quote that was shown is confirmed.</summary>
internal sealed partial class PlanChanges(
    BillingDbFactory databases, LeaseKeeper leases, ChangeCases cases, QuoteMaker quotes, ChangeWork work, TimeProvider time, ILogger<PlanChanges> log)
{
    /// <summary>What the wish would cost. Nothing changes by asking.</summary>
    public Task<ChangeOutcome> QuoteAsync(Caller caller, ChangeWish wish, CancellationToken ct) => GuardAsync(caller, async () =>
    {
        var (@case, refusal) = await cases.ReadAsync(caller.OwnTenant, wish, ct);
        return refusal ?? new ChangeOutcome.Quoted(await quotes.MakeAsync(@case!, ct));
    });

    /// <summary>Carries a quote out, if it still says what was shown.</summary>
    public Task<ChangeOutcome> ConfirmAsync(Caller caller, Guid quoteId, CancellationToken ct) => GuardAsync(caller, async () =>
    {
        // Two tabs, or two people, change one subscription one after the other.
        await using var lease = await leases.TakeAsync($"plan-change:{caller.OwnTenant}", ct);
        await using var db = databases.ForTenant(caller.OwnTenant);
        if (await db.PlanQuotes.SingleOrDefaultAsync(quote => quote.Id == quoteId, ct) is not { } quote)
            return new ChangeOutcome.UnknownQuote();
        if (quote.End is QuoteEnd.Changed)
            return new ChangeOutcome.Changed();
        if (quote.End is QuoteEnd.Scheduled)
            return new ChangeOutcome.Scheduled(quote.EffectiveAt);
        var (@case, refusal) = await cases.ReadAsync(caller.OwnTenant, quote.Wish, ct);
        if (refusal is ChangeOutcome.NothingToChange && quote is { AcceptedAt: not null, EndedAt: null })
            return await work.FinishAsync(db, quote, ct);
        if (refusal is not null)
            return refusal;
        var first = quote.AcceptedAt is null;
        if (first && (quote.EndedAt is not null || !await StillSaysAsync(quote, @case!, ct)) || !first && quote.EndedAt is not null)
            return new ChangeOutcome.QuoteChanged(await quotes.MakeAsync(@case!, ct));
        if (first)
        {
            // Before the mark: cut off in between, nothing has been promised yet.
            await work.ClearTheWayAsync(@case!, ct);
            quote.AcceptedAt = time.GetUtcNow();
            db.Record(quote.TenantId, quote.AcceptedAt.Value, caller.Name, "Change of plan confirmed", quote.StripeSubscriptionId, Detail(quote));
            await db.SaveChangesAsync(ct);
        }

        return await work.CarryOutAsync(db, quote, @case!, ct);
    });

    /// <summary>Drops a change that was arranged for the end of the period.</summary>
    public Task<ChangeOutcome> KeepAsync(Caller caller, CancellationToken ct) => GuardAsync(caller, async () =>
    {
        await using var lease = await leases.TakeAsync($"plan-change:{caller.OwnTenant}", ct);
        await using var db = databases.ForTenant(caller.OwnTenant);
        if (await db.TenantSubscriptions.AsNoTracking().SingleOrDefaultAsync(ct) is not { ScheduledAt: not null } row)
            return new ChangeOutcome.NothingToChange();
        await work.ReleaseAsync(row, ct);
        db.Record(caller.OwnTenant, time.GetUtcNow(), caller.Name, "Scheduled change taken back", row.StripeSubscriptionId);
        await db.SaveChangesAsync(ct);
        return new ChangeOutcome.Changed();
    });

    private async Task<bool> StillSaysAsync(PlanQuote quote, ChangeCase @case, CancellationToken ct)
    {
        if (quote.ExpiresAt <= time.GetUtcNow() || quote.StripeSubscriptionId != @case.Row.StripeSubscriptionId)
            return false;
        try
        {
            return quote.SaysTheSame(await quotes.FiguresAsync(@case, quote.ProrationAt, ct), @case.Timing);
        }
        catch (StripeRefusedException)
        {
            // The period that it was reckoned in is over.
            return false;
        }
    }

    private async Task<ChangeOutcome> GuardAsync(Caller caller, Func<Task<ChangeOutcome>> change)
    {
        if (!caller.ManagesBilling)
            return new ChangeOutcome.NotAllowed();
        try
        {
            return await change();
        }
        catch (StripeUnavailableException error)
        {
            return new ChangeOutcome.StripeUnavailable(error.RetryAfter);
        }
        catch (StripeRefusedException error)
        {
            LogRefused(error, caller.OwnTenant);
            return new ChangeOutcome.NotForSale();
        }
    }

    private static string Detail(PlanQuote quote) => quote.AddOnId is { } addOn
        ? $"{quote.Quantity} of add-on {addOn}, {quote.Due} due now"
        : $"{quote.FromPlanId} {quote.FromCycle} to {quote.ToPlanId} {quote.ToCycle}, {quote.Due} due now, effective {quote.EffectiveAt:yyyy-MM-dd}";

    [LoggerMessage(LogLevel.Error, "Stripe refused a change of tenant {TenantId}'s subscription.")]
    private partial void LogRefused(Exception error, Guid tenantId);
}
