using Microsoft.EntityFrameworkCore;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>Several processes with workers each, of which one is killed as a power cut would (kill -9).</summary>
/// <param name="moments">When it may die.</param>
internal sealed class Processes(CommonGround ground, int count, string[] settings, params LastMoment[] moments) : Nodes(ground)
{
    private readonly List<(ProductionNode Node, StripeLine Line)> _nodes = [];
    private int _doomed;
    private int _answersLeft = int.MaxValue;

    public override async Task StartAsync()
    {
        for (var number = 0; number < count; number++)
        {
            var line = await StripeLine.LayAsync(Ground.Stripe.Url);
            _nodes.Add((new ProductionNode(Ground, line.Url, settings), line));
        }

        await Task.WhenAll(_nodes.Select(one => one.Node.StartAsync()));
    }

    public override Uri Next(Random random) => _nodes[random.Next(_nodes.Count)].Node.Address;

    public override void LetOneDie(Random random)
    {
        _doomed = random.Next(_nodes.Count);
        var (node, line) = _nodes[_doomed];
        switch (moments[random.Next(moments.Length)])
        {
            case LastMoment.AnAnswer:
                Volatile.Write(ref _answersLeft, random.Next(1, 12));
                break;
            case LastMoment.ACall:
                line.CutAt(random.Next(1, 40), payments: false, heard: random.Next(2) == 0, node.KillAsync);
                break;
            case LastMoment.TheBankUnasked:
                line.CutAt(random.Next(1, 3), payments: true, heard: false, node.KillAsync);
                break;
            default:
                line.CutAt(random.Next(1, 3), payments: true, heard: true, node.KillAsync);
                break;
        }

        // The others live, and lose an answer.
        foreach (var (_, other) in _nodes.Where(one => one.Line != line))
            other.LoseAt(random.Next(1, 3), heard: true, until: Task.CompletedTask);
    }

    public override Task ClockMovedAsync() => Eventually.BecomesAsync("every node knows the time", () =>
        Task.FromResult(_nodes.All(one => !one.Node.IsAlive || one.Line.ShownTime == Ground.Stripe.ClockOffset)));

    public override void Answered()
    {
        if (Interlocked.Decrement(ref _answersLeft) == 0)
            _nodes[_doomed].Node.Kill();
    }

    public override async Task ReplaceDeadAsync()
    {
        Volatile.Write(ref _answersLeft, int.MaxValue);
        var node = _nodes[_doomed].Node;
        _nodes.ForEach(one => one.Line.Mend());
        await node.KillAsync();
        await node.StartAsync();
        // What it had claimed is put off for a term; its leases run out by themselves.
        var now = Ground.Stripe.Clock.GetUtcNow();
        await Ground.ReadAsync(db => db.WebhookEvents.Where(row => row.ProcessedAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAttemptAt, now)));
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var (node, line) in _nodes)
        {
            await node.DisposeAsync();
            await line.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}

/// <summary>What a process did last.</summary>
internal enum LastMoment
{
    /// <summary>It answered a delivery.</summary>
    AnAnswer,

    /// <summary>It asked Stripe something, and may or may not have been heard.</summary>
    ACall,

    /// <summary>It was about to charge.</summary>
    TheBankUnasked,

    /// <summary>It charged, and never heard how that ended.</summary>
    TheBankUnheard,
}
