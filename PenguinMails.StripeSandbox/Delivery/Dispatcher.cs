using System.Collections.Concurrent;

namespace PenguinMails.StripeSandbox.Delivery;

/// <summary>Posts due deliveries to their endpoints, several at a time, so in no order one could count on.</summary>
internal sealed class Dispatcher(Sandbox sandbox, TraceFile trace, DeliveryFaults faults) : IAsyncDisposable
{
    private const int Parallel = 4;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    private readonly Courier _courier = new();
    private readonly ConcurrentDictionary<string, Task> _inFlight = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    public void Start()
    {
        sandbox.Changed += Wake;
        _loop = Task.Run(LoopAsync);
    }

    public void Wake() => _wake.Release();

    /// <summary>Returns when every delivery that is due has been tried.</summary>
    public async Task SettleAsync(CancellationToken ct)
    {
        while (!faults.Paused)
        {
            var busy = !_inFlight.IsEmpty || await sandbox.RunAsync(w => Deliveries.NextDue(w) is { } at && at <= w.Now, ct);
            if (!busy)
                return;
            Wake();
            await Task.Delay(Tick, TimeProvider.System, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        sandbox.Changed -= Wake;
        await _stop.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_inFlight.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _courier.Dispose();
        _wake.Dispose();
        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var next = faults.Paused ? null : await StartDueAsync();
            var wait = next is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) - sandbox.Clock.GetUtcNow() : TimeSpan.FromMinutes(1);
            // The clock may be moved while waiting: never sleep long on what it said.
            await _wake.WaitAsync(wait < TimeSpan.Zero ? Tick : wait > TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait, _stop.Token);
            while (_wake.CurrentCount > 0)
                await _wake.WaitAsync(_stop.Token);
        }
    }

    private async Task<long?> StartDueAsync()
    {
        var (due, next) = await sandbox.RunAsync(w =>
        {
            var waiting = w.All(Deliveries.Kind).Where(d => !_inFlight.ContainsKey(d.Text("id"))).ToList();
            var ready = waiting.Where(d => d.Int("next_at") <= w.Now).Select(d => d.Text("id")).Take(Parallel - _inFlight.Count).ToList();
            return (ready, waiting.Where(d => !ready.Contains(d.Text("id"))).Select(d => (long?)d.Int("next_at")).Min());
        }, _stop.Token);
        foreach (var id in due)
        {
            var start = new TaskCompletionSource();
            _inFlight[id] = Task.Run(async () => { await start.Task; await DeliverAsync(id); });
            start.SetResult();
        }
        return next;
    }

    private async Task DeliverAsync(string id)
    {
        try
        {
            var parcel = await sandbox.RunAsync(w => Parcel.Of(w, id), _stop.Token);
            if (parcel is null)
                return;
            if (parcel.FirstSeen is { } seen)
                trace.WriteEvent(seen);
            var status = await faults.SendAsync(_courier, parcel, _stop.Token);
            await sandbox.RunAsync(w => Deliveries.Record(w, id, status, w.Now), _stop.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What cannot even be posted (a broken address, say) counts as a failed attempt.
            await sandbox.RunAsync(w => Deliveries.Record(w, id, 0, w.Now), _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the delivery stays and is tried after the next start.
        }
        finally
        {
            _inFlight.TryRemove(id, out _);
            if (!_stop.IsCancellationRequested)
                Wake();
        }
    }
}
