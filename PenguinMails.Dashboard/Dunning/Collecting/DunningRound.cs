using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Dunning.Cases;
using PenguinMails.Dashboard.Dunning.Mails;
using PenguinMails.Dashboard.Dunning.Schedule;

namespace PenguinMails.Dashboard.Dunning.Collecting;

/// <summary>Does what is due of one case, and puts down when to look again.</summary>
internal sealed class DunningRound(BillingDbFactory databases, Collection collection, DebtEnd end, DunningMails mails, TimeProvider time)
{
    public async Task RunAsync(DunningCase claimed, CancellationToken ct)
    {
        await using var turn = await collection.TakeTurnAsync(claimed, ct);
        await collection.SettleCutOffAsync(claimed, ct);
        if (!await end.IsDecidedAsync(claimed, ct) && await WorkAsync(claimed, ct) is { } work)
            await collection.RunAsync(claimed, AttemptIntent.Of(work.Step), (db, one, invoice, outcome, token) => MarkAsync(db, one, invoice, work, outcome, token), ct);
        if (await end.IsDecidedAsync(claimed, ct))
            await end.RunAsync(claimed, ct);
    }

    // Read within the turn: whoever was slower than its claim may just have done it.
    private async Task<DunningWork.Do?> WorkAsync(DunningCase claimed, CancellationToken ct)
    {
        await using var db = databases.ForTenant(claimed.TenantId);
        var one = await db.DunningCases.AsNoTracking().SingleAsync(row => row.Id == claimed.Id, ct);
        if (one.ClosedAt is not null)
            return null;
        var steps = await db.DunningSteps.AsNoTracking().Where(step => step.CaseId == one.Id).ToListAsync(ct);
        var work = DunningSchedule.Next(steps, time.GetUtcNow());
        // Unless somebody wants it looked at sooner by now: a card may have been put on file since the steps were read.
        if (work is DunningWork.Wait { Until: var until })
        {
            await db.DunningCases.Where(row => row.Id == one.Id && row.NextActionAt == one.NextActionAt)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextActionAt, until), ct);
        }

        return work as DunningWork.Do;
    }

    private async Task MarkAsync(BillingDb db, DunningCase one, Invoice invoice, DunningWork.Do work, StepOutcome? outcome, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await db.DunningSteps.Where(row => row.CaseId == one.Id).LoadAsync(ct);
        // With what this very reading of Stripe has added: a new card that it found must not wait for the next day of the schedule.
        var steps = db.DunningSteps.Local.Where(row => row.CaseId == one.Id).ToList();
        var step = steps.Single(row => row.Id == work.Step.Id);
        if (step.DoneAt is not null)
            return;
        foreach (var missed in steps.Where(row => work.Missed.Any(other => other.Id == row.Id)))
            (missed.DoneAt, missed.Outcome) = (missed.DoneAt ?? now, missed.Outcome ?? StepOutcome.Missed);
        (step.DoneAt, step.Outcome) = (now, outcome);
        if (one.ClosedAt is not null)
            return;
        await FollowAsync(db, one, invoice, step, ct);
        // The last day is not over before the subscription is: whoever finds it so goes on with that.
        one.NextActionAt = step.Kind is StepKind.RetryOrCancel ? now : steps.Where(row => row.DoneAt is null).Min(row => (DateTimeOffset?)row.DueAt);
    }

    // What an unpaid day brings, in the transaction that read from Stripe that it is unpaid.
    private async Task FollowAsync(BillingDb db, DunningCase one, Invoice invoice, DunningStep step, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var suspends = step.Day >= DunningSchedule.SuspensionDay && one.SuspendedAt is null;
        if (suspends)
        {
            one.SuspendedAt = now;
            await db.SuspendAsync(one.InvoiceId, now, ct);
        }

        if (step.Kind is StepKind.RetryOrCancel)
            await db.DecideEndAsync(one.InvoiceId, now, ct);
        else if (suspends)
            await mails.SuspendedAsync(db, one, invoice, ct);
        else if (step.Kind is StepKind.Retry)
            await mails.StillUnpaidAsync(db, one, invoice, step.Day, ct);
    }
}
