using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>One node in this process, which dies between any two statements.</summary>
/// <param name="mostSteps">The last statement at which it may die; beyond what a round takes it dies idle, or with the next one.</param>
internal sealed class OneMortal(CommonGround ground, int mostSteps) : Nodes(ground)
{
    private MortalNode? _alive;

    private MortalNode Alive => _alive!;

    public override async Task StartAsync() => await (_alive = new MortalNode(Ground)).InitializeAsync();

    public override Uri Next(Random random) => Alive.Address;

    public override void LetOneDie(Random random) => Alive.Power.CutAfter(random.Next(mostSteps));

    public override async Task ReplaceDeadAsync()
    {
        await Eventually.BecomesAsync("the node is dead or has nothing to do", async () => Alive.Power.IsOut || await Ground.WorkedOffAsync());
        Alive.Power.Cut();
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
        await base.DisposeAsync();
    }
}
