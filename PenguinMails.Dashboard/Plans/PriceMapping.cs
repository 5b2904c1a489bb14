using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Plans;

/// <summary>Maps prices at start-up, and tries again while Stripe is away: the rest of the product does not wait for it.</summary>
internal sealed partial class PriceMapping(PriceMapper mapper, TimeProvider time, ILogger<PriceMapping> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
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

    [LoggerMessage(LogLevel.Warning, "Stripe could not be reached to look up prices; next try in {Pause}.")]
    private partial void LogUnavailable(TimeSpan pause);

    [LoggerMessage(LogLevel.Error, "Stripe refused the look-up of prices. Check Stripe:SecretKey.")]
    private partial void LogRefused(Exception error);
}
