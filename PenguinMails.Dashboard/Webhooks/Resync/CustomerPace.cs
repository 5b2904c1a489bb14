using Microsoft.Extensions.Options;

namespace PenguinMails.Dashboard.Webhooks.Resync;

/// <summary>Lets customers be read one after another and no faster than the settings say: the rest of Stripe's rate belongs to people.</summary>
internal sealed class CustomerPace(IOptions<WebhookOptions> options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private long? _last;

    public async Task WaitAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            var gap = TimeSpan.FromSeconds(1 / options.Value.CustomersPerSecond);
            if (_last is { } last && time.GetElapsedTime(last) is var passed && passed < gap)
                await Task.Delay(gap - passed, time, ct);
            _last = time.GetTimestamp();
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
