namespace PenguinMails.StripeSandbox.Clock;

/// <summary>
/// Real time plus an offset that can be moved. Timers follow: when the clock is moved past a timer's time, it fires.
/// Timestamps (for measuring durations) stay real.
/// </summary>
internal sealed class SandboxClock(TimeProvider baseTime) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly HashSet<SandboxTimer> _timers = [];
    private TimeSpan _offset;
    private TaskCompletionSource _moved = NewMove();

    public TimeProvider BaseTime { get; } = baseTime;

    public TimeSpan Offset
    {
        get { lock (_lock) return _offset; }
    }

    public override TimeZoneInfo LocalTimeZone => BaseTime.LocalTimeZone;
    public override long TimestampFrequency => BaseTime.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => BaseTime.GetUtcNow() + Offset;

    public override long GetTimestamp() => BaseTime.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SandboxTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Set(DateTimeOffset now) => SetOffset(now - BaseTime.GetUtcNow());

    public void SetOffset(TimeSpan offset)
    {
        SandboxTimer[] timers;
        TaskCompletionSource moved;
        lock (_lock)
        {
            _offset = offset;
            timers = [.. _timers];
            (moved, _moved) = (_moved, NewMove());
        }
        moved.SetResult();
        foreach (var timer in timers)
            timer.Rearm();
    }

    /// <summary>Returns when the offset is another than the one known; at once where it is.</summary>
    public async Task UntilMovedFromAsync(TimeSpan known, CancellationToken ct)
    {
        while (true)
        {
            Task moved;
            lock (_lock)
            {
                if (_offset != known)
                    return;
                moved = _moved.Task;
            }
            await moved.WaitAsync(ct);
        }
    }

    internal void Track(SandboxTimer timer)
    {
        lock (_lock)
            _timers.Add(timer);
    }

    internal void Forget(SandboxTimer timer)
    {
        lock (_lock)
            _timers.Remove(timer);
    }

    private static TaskCompletionSource NewMove() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
