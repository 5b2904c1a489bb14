using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.StripeSandbox;

namespace PenguinMails.Dashboard.Tests.StripeSandbox;

/// <summary>The sandbox's time as a process of its own lives by it.</summary>
public sealed class FollowedClockTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private StripeSandboxHost _sandbox = default!;

    public async ValueTask InitializeAsync() => _sandbox = await StripeSandboxHost.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0" }, Ct);

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Fact]
    public async Task It_shows_at_once_where_the_sandbox_stands()
    {
        await _sandbox.AdvanceAsync(_sandbox.Clock.GetUtcNow().AddDays(40), Ct);

        await using var clock = await FollowedClock.FollowAsync(_sandbox.Url, Ct);

        Assert.Equal(_sandbox.Clock.GetUtcNow(), clock.Time.GetUtcNow(), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task It_moves_with_the_sandbox_and_a_timer_that_falls_due_fires()
    {
        await using var clock = await FollowedClock.FollowAsync(_sandbox.Url, Ct);
        var fired = new TaskCompletionSource();
        await using var timer = clock.Time.CreateTimer(_ => fired.TrySetResult(), null, TimeSpan.FromDays(7), Timeout.InfiniteTimeSpan);

        await _sandbox.AdvanceAsync(_sandbox.Clock.GetUtcNow().AddDays(6), Ct);
        await Eventually.BecomesAsync("it followed", () => Task.FromResult(clock.Time.GetUtcNow() - TimeProvider.System.GetUtcNow() > TimeSpan.FromDays(5)));
        Assert.False(fired.Task.IsCompleted);

        await _sandbox.AdvanceAsync(_sandbox.Clock.GetUtcNow().AddDays(2), Ct);
        await fired.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
    }
}
