using System.Threading.Channels;

namespace PenguinMails.Dashboard.Live;

/// <summary>Wakes a worker at once, on every node; polling remains its backstop, for what got lost on the way.</summary>
/// <typeparam name="TWorker">Whose signal it is.</typeparam>
public sealed class Signal<TWorker>
{
    private static readonly string Mine = typeof(TWorker).Name;
    private readonly Channel<bool> _rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly INodes _nodes;
    private readonly TimeProvider _time;

    public Signal(INodes nodes, TimeProvider time)
    {
        _nodes = nodes;
        _time = time;
        nodes.Hear(Channels.Work, worker =>
        {
            if (worker is null || worker == Mine)
                RingHere();
        });
    }

    /// <summary>Call after the commit.</summary>
    public void Ring()
    {
        RingHere();
        _nodes.Tell(Channels.Work, Mine);
    }

    private void RingHere() => _rung.Writer.TryWrite(true);

    /// <summary>Returns when rung, or after <paramref name="atMost"/>.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(atMost, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            await _rung.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Nobody rang; the backstop has come.
        }
    }
}
