using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Plans;

/// <summary>Maps prices at start-up, and tries again while Stripe is away: the rest of the product does not wait for it.</summary>
internal sealed partial class PriceMapping(PriceMapper mapper, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<PriceMapping> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // After every other start: a service before it may still be setting up the account that prices are looked up in.
        await StartedAsync(stoppingToken);
        while (true)
        {
            try
            {
                await mapper.MapAsync(stoppingToken);
                return;
            }
            catch (StripeUnavailableException error)
            {
                LogUnavailable(error.RetryAfter);
                await Task.Delay(error.RetryAfter, time, stoppingToken);
            }
            catch (StripeRefusedException error)
            {
                LogRefused(error);
                return;
            }
        }
    }

    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var ready = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }

    [LoggerMessage(LogLevel.Warning, "Stripe could not be reached to look up prices; next try in {Pause}.")]
    private partial void LogUnavailable(TimeSpan pause);

    [LoggerMessage(LogLevel.Error, "Stripe refused the look-up of prices. Check Stripe:SecretKey.")]
    private partial void LogRefused(Exception error);
}
