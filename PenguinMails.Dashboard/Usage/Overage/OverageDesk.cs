using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Usage.Periods;

namespace PenguinMails.Dashboard.Usage.Overage;

public abstract record OverageOutcome
{
    public sealed record Done : OverageOutcome;

    /// <summary>The caller may look, not decide.</summary>
    public sealed record NotAllowed : OverageOutcome;

    /// <summary>There is no running period to allow anything for.</summary>
    public sealed record NoPeriod : OverageOutcome;

    private OverageOutcome()
    {
    }
}

/// <summary>Where a tenant decides what happens to emails beyond its plan.</summary>
internal sealed class OverageDesk(UsageTurns turns)
{
    public async Task<OverageOutcome> ChooseAsync(Caller caller, OverageChoice choice, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new OverageOutcome.NotAllowed();
        return await turns.TakeAsync<OverageOutcome>(caller.OwnTenant, turn =>
        {
            Choose(turn, choice, caller.Name);
            return Task.FromResult<OverageOutcome>(new OverageOutcome.Done());
        }, ct);
    }

    /// <summary>Somebody says yes to emails beyond the limit, for the running period alone.</summary>
    public async Task<OverageOutcome> AllowAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new OverageOutcome.NotAllowed();
        return await turns.TakeAsync<OverageOutcome>(caller.OwnTenant, turn =>
        {
            if (turn.Current is not { } span)
                return Task.FromResult<OverageOutcome>(new OverageOutcome.NoPeriod());
            var period = turn.Touch(span);
            if (period.OverageAllowedAt is null)
            {
                period.OverageAllowedAt = turn.Now;
                turn.Db.Record(turn.TenantId, turn.Now, caller.Name, "Extra emails allowed", detail: $"until {period.PeriodEnd:yyyy-MM-dd}");
            }

            return Task.FromResult<OverageOutcome>(new OverageOutcome.Done());
        }, ct);
    }

    private static void Choose(UsageTurn turn, OverageChoice choice, string actor)
    {
        var before = turn.Settings.Overage;
        if (before == choice)
            return;
        turn.Settings.Overage = choice;
        turn.Db.Record(turn.TenantId, turn.Now, actor, "Choice for extra emails changed", detail: $"{before.Word()} to {choice.Word()}");
        if (turn.Current is not { } span)
            return;
        var period = turn.Touch(span);
        // What slipped through while it was to be blocked is not billed afterwards.
        if (before is OverageChoice.Block)
            period.BilledBeyond = Math.Max(period.BilledBeyond, period.EmailsSent);
    }
}
