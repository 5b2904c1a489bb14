using PenguinMails.Dashboard.Live;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Webhooks.Resync;

/// <summary>Takes the steps of the runs that are not finished: those begun now, and those that a restart cut.</summary>
internal sealed partial class ResyncWorker(ResyncStep step, Signal<ResyncStep> signal, ILogger<ResyncWorker> log) : BackgroundService
{
    private static readonly TimeSpan Backstop = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
            await signal.WaitAsync(await RoundAsync(stoppingToken), stoppingToken);
    }

    private async Task<TimeSpan> RoundAsync(CancellationToken ct)
    {
        try
        {
            while (await step.TakeAsync(ct))
            {
                // The next customer follows at once; how fast they may follow is the step's to keep.
            }
        }
        catch (StripeUnavailableException unavailable)
        {
            LogUnavailable(unavailable.RetryAfter);
            return unavailable.RetryAfter;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogFailed(error);
        }

        return Backstop;
    }

    [LoggerMessage(LogLevel.Warning, "Stripe is unavailable; the resync goes on in {Pause}.")]
    private partial void LogUnavailable(TimeSpan pause);

    [LoggerMessage(LogLevel.Error, "The resync stumbled; it will go on where it stands.")]
    private partial void LogFailed(Exception error);
}
