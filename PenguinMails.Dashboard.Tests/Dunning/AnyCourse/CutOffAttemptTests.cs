using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Dunning.Cases;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Dunning.AnyCourse;

/// <summary>Somebody retries, and the node dies of it. Nobody retries again; what became of it must stand in the book all the same.</summary>
public sealed class CutOffAttemptTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly Random _random = Seed.Random();
    private OneMortal _node = default!;
    private Stage? _stage;

    public async ValueTask InitializeAsync() => await (_stage = new Stage(_node = new OneMortal(await CommonGround.OnSqliteAsync(), mostSteps: 0))).StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_stage is not null)
            await _stage.DisposeAsync();
    }

    [Fact]
    public async Task A_retry_that_died_before_the_bank_was_asked_is_struck_out() =>
        Assert.Empty(await AfterDeathAsync(heard: false, paid: false));

    [Fact]
    public async Task A_retry_that_was_declined_and_never_heard_so_stands_in_the_book() =>
        Assert.Equal([(StepOutcome.Declined, "insufficient_funds")], await AfterDeathAsync(heard: true, paid: false));

    [Fact]
    public async Task A_retry_that_paid_and_never_heard_so_stands_in_the_book() =>
        Assert.Equal([(StepOutcome.Paid, (string?)null)], await AfterDeathAsync(heard: true, paid: true));

    [Fact]
    public async Task A_retry_that_hangs_is_not_taken_for_one_that_was_cut_off()
    {
        var debt = (await _stage!.OwedAsync(1, _random)).Single();
        var hangs = new TaskCompletionSource();
        _node.HoldCharge(hangs.Task);
        var retry = _stage.RetryAsync(debt, times: 1, _node.Next(_random));
        await Eventually.BecomesAsync("the retry is begun", () => _stage.Ground.ReadAsync(db => db.DunningAttempts.AnyAsync(Ct)));
        var look = await _stage.Ground.ReadAsync(db => db.DunningCases.Select(one => one.NextActionAt).SingleAsync(Ct));

        await _stage.MoveAsync(look!.Value.AddSeconds(1));
        await Eventually.BecomesAsync("the worker comes by", () => _stage.Ground.ReadAsync(db => db.DunningCases.AnyAsync(one => one.NextActionAt > look, Ct)));
        hangs.SetResult();
        await retry;
        await _stage.SettleAsync(_random);

        await _stage.AgreeAsync(debt, _node.Next(_random));
        Assert.Equal(["failed", "failed"], await debt.ChargesAsync());
    }

    private async Task<List<(StepOutcome?, string?)>> AfterDeathAsync(bool heard, bool paid)
    {
        var debt = (await _stage!.OwedAsync(1, _random)).Single();
        await _stage.DeclineAsync("insufficient_funds", paid ? 0 : 1000);
        _node.LetItDieCharging(attempt: 1, heard);
        await _stage.RetryAsync(debt, times: 1, _node.Next(_random));
        await _node.ReplaceDeadAsync();
        await _stage.SettleAsync(_random);

        await _stage.AgreeAsync(debt, _node.Next(_random));
        var attempts = await _stage.Ground.ReadAsync(db => db.DunningAttempts.AsNoTracking().ToListAsync(Ct));
        return attempts.ConvertAll(attempt => (attempt.Outcome, attempt.DeclineCode));
    }
}
