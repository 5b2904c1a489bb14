namespace PenguinMails.StripeSandbox.Clock;

/// <summary>A timer that knows when it is due on the sandbox's clock and re-arms its real timer whenever that clock is moved.</summary>
internal sealed class SandboxTimer(SandboxClock clock, TimerCallback callback, object? state) : ITimer
{
    private readonly Lock _lock = new();
    private ITimer? _real;
    private DateTimeOffset? _due;
    private TimeSpan _period;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _period = period;
            _due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.GetUtcNow() + dueTime;
        }
        if (dueTime == Timeout.InfiniteTimeSpan)
            clock.Forget(this);
        else
            clock.Track(this);
        Rearm();
        return true;
    }

    public void Rearm()
    {
        lock (_lock)
        {
            _real?.Dispose();
            _real = null;
            if (_due is not { } due)
                return;
            var wait = due - clock.GetUtcNow();
            // A real timer cannot wait longer than 49 days.
            var capped = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > TimeSpan.FromDays(30) ? TimeSpan.FromDays(30) : wait;
            _real = clock.BaseTime.CreateTimer(_ => Elapsed(), null, capped, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        clock.Forget(this);
        lock (_lock)
        {
            _due = null;
            _real?.Dispose();
            _real = null;
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Elapsed()
    {
        lock (_lock)
        {
            if (_due is not { } due)
                return;
            if (clock.GetUtcNow() < due)
            {
                Rearm();
                return;
            }
            _due = _period > TimeSpan.Zero ? clock.GetUtcNow() + _period : null;
            if (_due is null)
                clock.Forget(this);
        }
        Rearm();
        callback(state);
    }
}
