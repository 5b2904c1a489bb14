namespace PenguinMails.StripeSandbox.Clock;

/// <summary>Lets happen what falls due: by itself as time passes, and in order when the clock is moved.</summary>
internal sealed partial class TimeKeeper(Sandbox sandbox, Dispatcher dispatcher, ILogger logger) : IAsyncDisposable
{
    private const string ClockId = "_clock";
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _moving = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<string> _failed = [];
    private Task _loop = Task.CompletedTask;

    /// <summary>Called after each step of an advance: the app does what is due on its side, and says when its next thing is.</summary>
    public Func<CancellationToken, Task<DateTimeOffset?>>? Settle { get; set; }

    public async Task StartAsync(CancellationToken ct)
    {
        await sandbox.RunAsync(w =>
        {
            if (w.Find(ClockId) is { } saved)
                sandbox.Clock.SetOffset(TimeSpan.FromTicks(saved.Int("offset")));
        }, ct);
        _loop = Task.Run(LoopAsync, ct);
    }

    public async Task SetAsync(DateTimeOffset now, CancellationToken ct)
    {
        _failed.Clear();
        sandbox.Clock.Set(now);
        await sandbox.RunAsync(Remember, ct);
    }

    public async Task AdvanceAsync(DateTimeOffset to, CancellationToken ct)
    {
        await _moving.WaitAsync(ct);
        try
        {
            var theirs = await SettleAsync(ct);
            while (await StepAsync(to.ToUnixTimeSeconds(), move: true, ct, theirs))
                theirs = await SettleAsync(ct);
            if (to > sandbox.Clock.GetUtcNow())
                await SetAsync(to, ct);
            await SettleAsync(ct);
        }
        finally
        {
            _moving.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _moving.Dispose();
        _stop.Dispose();
    }

    private async Task<long?> SettleAsync(CancellationToken ct)
    {
        await dispatcher.SettleAsync(ct);
        return Settle is { } settle && await settle(ct) is { } next ? next.AddSeconds(1).AddTicks(-1).ToUnixTimeSeconds() : null;
    }

    private async Task LoopAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await Task.Delay(Pulse, sandbox.Clock.BaseTime, _stop.Token);
            if (!await _moving.WaitAsync(0, _stop.Token))
                continue;
            try
            {
                // Late, but at its own time: what fell due while nothing ran is made up for in order.
                while (await StepAsync(sandbox.Clock.GetUtcNow().ToUnixTimeSeconds(), move: false, _stop.Token))
                {
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed("the clock", e);
            }
            finally
            {
                _moving.Release();
            }
        }
    }

    /// <summary>Does the one thing that is due next, at its own time; false when nothing is due until the limit.</summary>
    private Task<bool> StepAsync(long limit, bool move, CancellationToken ct, long? theirs = null) => sandbox.RunAsync(w =>
    {
        var due = DueWork.Earliest(w, null, _failed);
        // Retried deliveries and the app's own due work are stops on the way; what happens there is theirs to do.
        var stop = move ? new[] { Deliveries.NextDue(w), theirs }.Where(t => t > w.Now && t <= limit).Min() : null;
        if (stop < (due?.At ?? long.MaxValue))
        {
            MoveTo(w, stop.Value);
            return true;
        }
        if (due is null || due.At > limit)
            return false;
        if (move)
            MoveTo(w, due.At);
        Perform(w, due);
        return true;
    }, ct);

    private void Perform(UnitOfWork w, DueItem due)
    {
        w.Now = Math.Min(w.Now, due.At);
        try
        {
            due.Run(w, w.Find(due.Id)!);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One object that cannot go on must not stop time for all others.
            _failed.Add(due.Id);
            LogFailed(due.Id, e);
        }
    }

    private void MoveTo(UnitOfWork w, long at)
    {
        if (at <= w.Now)
            return;
        sandbox.Clock.Set(DateTimeOffset.FromUnixTimeSeconds(at));
        w.Now = at;
        Remember(w);
    }

    private void Remember(UnitOfWork w) =>
        w.Add(new JsonObject { ["id"] = ClockId, ["object"] = ClockId, ["offset"] = sandbox.Clock.Offset.Ticks });

    [LoggerMessage(Level = LogLevel.Error, Message = "What fell due for {Id} could not be done")]
    private partial void LogFailed(string id, Exception e);
}
