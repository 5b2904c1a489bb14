using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>One node in this process, which dies between any two statements.</summary>
/// <param name="mostSteps">The last statement at which it may die; beyond what a round takes it dies idle, or with the next one.</param>
/// <param name="chargesToo">Whether it may also die at a word with the bank.</param>
internal sealed class OneMortal(CommonGround ground, int mostSteps, bool chargesToo = false) : Nodes(ground)
{
    private MortalNode? _alive;
    private StripeLine? _line;

    private MortalNode Alive => _alive!;

    public override async Task StartAsync()
    {
        _line ??= await StripeLine.LayAsync(Ground.Stripe.Url);
        await (_alive = new MortalNode(Ground, _line.Url)).InitializeAsync();
    }

    public override Uri Next(Random random) => Alive.Address;

    public override void LetOneDie(Random random)
    {
        if (chargesToo && random.Next(3) > 0)
            LetItDieCharging(random.Next(1, 4), heard: random.Next(2) == 0);
        else
            Alive.Power.CutAfter(random.Next(mostSteps));
    }

    /// <summary>At its next attempt to collect, or the one so many later: before the bank is asked, or after, and then it never hears what the bank said.</summary>
    public void LetItDieCharging(int attempt, bool heard)
    {
        var power = Alive.Power;
        _line!.CutAt(attempt, payments: true, heard, () =>
        {
            power.Cut();
            return Task.CompletedTask;
        });
    }

    /// <summary>Its next attempt to collect hangs on the way to Stripe.</summary>
    public void HoldCharge(Task until) => _line!.LoseAt(1, heard: false, until);

    public override async Task ReplaceDeadAsync()
    {
        await Eventually.BecomesAsync("the node is dead or has nothing to do", async () => Alive.Power.IsOut || await Ground.WorkedOffAsync());
        Alive.Power.Cut();
        _line!.Mend();
        await Alive.DisposeAsync();
        // In life these terms run out by themselves.
        await Ground.ReadAsync(db => db.Leases.ExecuteUpdateAsync(set => set.SetProperty(lease => lease.ExpiresAt, DateTimeOffset.UnixEpoch)));
        await Ground.Stripe.AdvanceAsync(Ground.Stripe.Clock.GetUtcNow() + Claims.Term);
        await StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_alive is not null)
            await _alive.DisposeAsync();
        if (_line is not null)
            await _line.DisposeAsync();
        await base.DisposeAsync();
    }
}
