namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>The machine's clock, some way ahead: timers run as ever, and a fortnight passes in no time.</summary>
public sealed class MovableClock : TimeProvider
{
    private long _aheadTicks;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _aheadTicks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _aheadTicks));
}
