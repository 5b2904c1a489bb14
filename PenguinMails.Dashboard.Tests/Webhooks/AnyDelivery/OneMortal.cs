using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Webhooks.AnyDelivery;

/// <summary>One node in this process, which dies between any two statements.</summary>
internal sealed class OneMortal(CommonGround ground) : Nodes(ground)
{
    // A round of the inbox takes some forty; beyond that the node dies idle, or with the next round.
    private const int MostSteps = 60;
    private MortalNode? _alive;

    private MortalNode Alive => _alive!;

    public override async Task StartAsync() => await (_alive = new MortalNode(Ground)).InitializeAsync();

    public override Uri Next(Random random) => Alive.Address;

    public override void LetOneDie(Random random) => Alive.Power.CutAfter(random.Next(MostSteps));

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
