using PenguinMails.StripeSandbox.Clock;

namespace PenguinMails.StripeSandbox;

/// <summary>A sandbox's clock as another process lives by it: moved there, it moves here a moment later, timers and all.</summary>
public sealed class FollowedClock : IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromSeconds(1);
    private readonly SandboxClock _clock = new(TimeProvider.System);
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http;
    private Task _following = Task.CompletedTask;

    private FollowedClock(Uri sandbox) => _http = new HttpClient { BaseAddress = sandbox };

    public TimeProvider Time => _clock;

    /// <summary>Returns when it shows the sandbox's time.</summary>
    public static async Task<FollowedClock> FollowAsync(Uri sandbox, CancellationToken ct = default)
    {
        var clock = new FollowedClock(sandbox);
        clock._clock.SetOffset(await clock.OffsetAsync("/_sandbox/api/clock", ct));
        clock._following = Task.Run(clock.FollowAsync, CancellationToken.None);
        return clock;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task FollowAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                // Answered when the clock is moved, so that nobody has to ask in vain ten times a second.
                var offset = await OffsetAsync($"/_sandbox/api/clock?known={_clock.Offset.ToString("c", CultureInfo.InvariantCulture)}", _stop.Token);
                if (offset != _clock.Offset)
                    _clock.SetOffset(offset);
            }
            catch (Exception error) when (error is HttpRequestException or JsonException || (error is OperationCanceledException && !_stop.IsCancellationRequested))
            {
                // The sandbox is away; time goes on as it did.
                await Task.Delay(PauseAfterError, TimeProvider.System, _stop.Token);
            }
        }
    }

    private async Task<TimeSpan> OffsetAsync(string path, CancellationToken ct)
    {
        var shown = JsonNode.Parse(await _http.GetStringAsync(path, ct)) as JsonObject ?? [];
        return TimeSpan.Parse(shown.Text("offset"), CultureInfo.InvariantCulture);
    }
}
