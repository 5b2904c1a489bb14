using PenguinMails.Dashboard.Data.Leases;
using PenguinMails.Dashboard.Live;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Webhooks.Drift;

/// <summary>Looks every hour whether the day's sample has tenants left to compare. What was compared is on record, so a restart repeats nothing.</summary>
internal sealed partial class DriftWorker(
    DriftCheck check, LeaseKeeper leases, Signal<DriftWorker> signal, IHostApplicationLifetime lifetime, ILogger<DriftWorker> log) : BackgroundService
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        // Not at once: after a start the waiting events are worked off first, and would look like differences.
        var pause = AfterStart;
        while (true)
        {
            await signal.WaitAsync(pause, stoppingToken);
            pause = await RoundAsync(stoppingToken);
        }
    }

    private async Task<TimeSpan> RoundAsync(CancellationToken ct)
    {
        try
        {
            await using var lease = await leases.TakeAsync("drift", ct);
            await check.RunAsync(ct);
        }
        catch (StripeUnavailableException unavailable)
        {
            return unavailable.RetryAfter;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogFailed(error);
        }

        return Every;
    }

    [LoggerMessage(LogLevel.Error, "The mirror could not be compared with Stripe.")]
    private partial void LogFailed(Exception error);
}
