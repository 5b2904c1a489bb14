using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Dunning.Cases;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Dunning.AnyCourse;

/// <summary>Looks into the books over and over while everything happens, for what may not be so at any moment.</summary>
internal sealed class Watch : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly CancellationTokenSource _over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly CommonGround _ground;
    private readonly IReadOnlyList<Debt> _debts;
    private readonly Task _watching;

    public Watch(CommonGround ground, IReadOnlyList<Debt> debts)
    {
        (_ground, _debts) = (ground, debts);
        _watching = Task.Run(WatchAsync);
    }

    /// <summary>Throws what it saw.</summary>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _watching;
        _over.Dispose();
    }

    private async Task WatchAsync()
    {
        for (var turn = 0; !_over.IsCancellationRequested; turn++)
        {
            await ContradictionsAsync();
            await AccountedForAsync(_debts[turn % _debts.Count]);
            await Task.Delay(Pause, TimeProvider.System, _over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Each in one statement, so that it sees one moment.
    private async Task ContradictionsAsync()
    {
        var suspendedWhilePaid = await _ground.ReadAsync(db => db.Suspensions
            .Where(row => row.SuspendedAt != null && row.LiftedAt == null && db.Invoices.Any(invoice => invoice.Id == row.InvoiceId && invoice.Status == "paid")).CountAsync());
        var sendingWhileSuspended = await _ground.ReadAsync(db => db.DunningCases
            .Where(one => one.SuspendedAt != null && one.ClosedAt == null && !db.Suspensions.Any(row => row.InvoiceId == one.InvoiceId && row.SuspendedAt != null && row.LiftedAt == null)).CountAsync());
        var untoldSuspension = await _ground.ReadAsync(db => db.DunningSteps
            .Where(step => step.Day >= 7 && step.DoneAt != null && step.Outcome != StepOutcome.Paid && step.Outcome != StepOutcome.Missed
                && db.DunningCases.Any(one => one.Id == step.CaseId && one.ClosedAt == null && one.SuspendedAt == null)).CountAsync());
        Assert.Equal((0, 0, 0), (suspendedWhilePaid, sendingWhileSuspended, untoldSuspension));
    }

    // The bank's count first: ours, read later, can only have grown.
    private async Task AccountedForAsync(Debt debt)
    {
        var asked = (await debt.ChargesAsync()).Count;
        var begun = await _ground.ReadAsync(db => db.DunningAttempts.CountAsync(attempt => attempt.TenantId == debt.Tenant && attempt.Kind != AttemptKind.Elsewhere));
        Assert.True(asked <= 1 + begun + debt.Elsewhere, $"The bank was asked {asked} times: once by the renewal, {begun} times by us, {debt.Elsewhere} times past us.");
    }
}
