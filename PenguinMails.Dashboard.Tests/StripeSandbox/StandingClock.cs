namespace PenguinMails.Dashboard.Tests.StripeSandbox;

/// <summary>Time that does not pass by itself, so that a test may count in seconds. Timers go on running.</summary>
internal sealed class StandingClock : TimeProvider
{
    private readonly DateTimeOffset _now = System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => _now;
}
