using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Webhooks.AnyDelivery;

/// <summary>Three processes with workers each, of which one is killed as a power cut would (kill -9).</summary>
internal sealed class ThreeProcesses(CommonGround ground) : Nodes(ground)
{
    private readonly ProductionNode[] _nodes = [new(ground), new(ground), new(ground)];
    private int _doomed;
    private int _answersLeft = int.MaxValue;

    public override Task StartAsync() => Task.WhenAll(_nodes.Select(node => node.StartAsync()));

    public override Uri Next(Random random) => _nodes[random.Next(_nodes.Length)].Address;

    public override void LetOneDie(Random random)
    {
        _doomed = random.Next(_nodes.Length);
        Volatile.Write(ref _answersLeft, random.Next(1, 12));
    }

    public override void Answered()
    {
        if (Interlocked.Decrement(ref _answersLeft) == 0)
            _nodes[_doomed].Kill();
    }

    public override async Task ReplaceDeadAsync()
    {
        Volatile.Write(ref _answersLeft, int.MaxValue);
        await _nodes[_doomed].KillAsync();
        await _nodes[_doomed].StartAsync();
        // What it had claimed is put off for a term; its leases run out by themselves.
        var now = Ground.Stripe.Clock.GetUtcNow();
        await Ground.ReadAsync(db => db.WebhookEvents.Where(row => row.ProcessedAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAttemptAt, now)));
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        await base.DisposeAsync();
    }
}
