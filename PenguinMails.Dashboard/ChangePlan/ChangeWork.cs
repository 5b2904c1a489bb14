using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.ChangePlan.Quotes;
using PenguinMails.Dashboard.ChangePlan.Rules;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.ChangePlan;

/// <summary>Does at Stripe what was confirmed. Every call's key comes from the quote, so that being cut off and starting over is one change.</summary>
internal sealed class ChangeWork(
    SubscriptionEdits subscriptions, SubscriptionSchedules schedules, PendingInvoices invoices, Synchroniser synchroniser, TimeProvider time)
{
    /// <summary>What was arranged before, or waits for a payment, gives way to what is wanted now.</summary>
    public async Task ClearTheWayAsync(ChangeCase @case, CancellationToken ct)
    {
        if (@case.Live.ScheduleId is { } schedule)
            await schedules.ReleaseAsync(schedule, ct);
        if (@case.Live is { HasPendingUpdate: true, LatestInvoiceId: { } waiting })
            await invoices.GiveUpAsync(waiting, ct);
    }

    public async Task<ChangeOutcome> CarryOutAsync(BillingDb db, PlanQuote quote, ChangeCase @case, CancellationToken ct)
    {
        if (quote.Timing is not ChangeTiming.AtPeriodEnd)
        {
            var outcome = await ChangeNowAsync(quote, @case, ct);
            // Stripe changes no subscription at once that waits for a change: it gave way, and comes back where nothing came of this one.
            if (outcome is ChangeOutcome.Declined && @case.Arranged is { } arranged)
                await schedules.ChangeAtPeriodEndAsync(quote.StripeSubscriptionId, arranged.Next, arranged.Cycle is BillingCycle.Annual, quote.Id, ct);
            return await FinishAsync(db, quote, outcome, @case.Row, ct);
        }

        await schedules.ChangeAtPeriodEndAsync(quote.StripeSubscriptionId, @case.Items.Next, quote.ToCycle is BillingCycle.Annual, quote.Id, ct);
        return await FinishAsync(db, quote, new ChangeOutcome.Scheduled(quote.EffectiveAt), @case.Row, ct);
    }

    /// <summary>Somebody was cut off after Stripe had done it: only the mark is missing.</summary>
    public Task<ChangeOutcome> FinishAsync(BillingDb db, PlanQuote quote, CancellationToken ct) => FinishAsync(
        db, quote, quote.Timing is ChangeTiming.AtPeriodEnd ? new ChangeOutcome.Scheduled(quote.EffectiveAt) : new ChangeOutcome.Changed(), null, ct);

    private async Task<ChangeOutcome> FinishAsync(BillingDb db, PlanQuote quote, ChangeOutcome outcome, TenantSubscription? row, CancellationToken ct)
    {
        quote.EndedAt = time.GetUtcNow();
        quote.End = outcome switch
        {
            ChangeOutcome.Scheduled => QuoteEnd.Scheduled,
            ChangeOutcome.NeedsConfirmation => QuoteEnd.AwaitsConfirmation,
            ChangeOutcome.Declined => QuoteEnd.Declined,
            _ => QuoteEnd.Changed,
        };
        await db.SaveChangesAsync(ct);
        if (row is not null)
            await synchroniser.RefreshAsync(row.StripeCustomerId, SyncHints.All, ct: ct);
        return outcome;
    }

    public async Task ReleaseAsync(TenantSubscription row, CancellationToken ct)
    {
        if ((await subscriptions.FindAsync(row.StripeSubscriptionId, ct))?.ScheduleId is { } schedule)
            await schedules.ReleaseAsync(schedule, ct);
        await synchroniser.RefreshAsync(row.StripeCustomerId, SyncHints.All, ct: ct);
    }

    private async Task<ChangeOutcome> ChangeNowAsync(PlanQuote quote, ChangeCase @case, CancellationToken ct)
    {
        try
        {
            var after = await subscriptions.ChangeAsync(
                quote.StripeSubscriptionId, @case.Items.Changes, quote.Timing is ChangeTiming.InTrial ? null : quote.ProrationAt,
                invoiceNow: quote.Timing is ChangeTiming.AtOnce, quote.Id, ct);
            return after is { HasPendingUpdate: true, LatestInvoiceId: { } invoice } ? await UnpaidAsync(invoice, ct) : new ChangeOutcome.Changed();
        }
        catch (StripeRefusedException refused)
        {
            return new ChangeOutcome.Declined(DeclineWords.Of(refused.Code));
        }
    }

    private async Task<ChangeOutcome> UnpaidAsync(string invoiceId, CancellationToken ct)
    {
        var pending = await invoices.ReadAsync(invoiceId, ct);
        if (pending is null)
            return new ChangeOutcome.Changed();
        if (pending is { NeedsConfirmation: true, HostedPage: { } page })
            return new ChangeOutcome.NeedsConfirmation(page);
        await invoices.GiveUpAsync(invoiceId, ct);
        return new ChangeOutcome.Declined(DeclineWords.Of(pending.DeclineCode));
    }
}
