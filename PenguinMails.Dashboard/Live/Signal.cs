using System.Threading.Channels;

namespace PenguinMails.Dashboard.Live;

/// <summary>Wakes a worker of this process at once; polling remains its backstop, for what other processes wrote.</summary>
/// <typeparam name="TWorker">Whose signal it is.</typeparam>
public sealed class Signal<TWorker>(TimeProvider time)
{
    private readonly Channel<bool> _rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => _rung.Writer.TryWrite(true);

    /// <summary>Returns when rung, or after <paramref name="atMost"/>.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(atMost, time);
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
