namespace PenguinMails.Dashboard.Webhooks.Health;

/// <summary>Writes down what arrived and keeps the gauges current, whether or not anybody looks.</summary>
internal sealed partial class HealthWatch(HealthReader reader, ArrivalLog arrivals, TimeProvider time, ILogger<HealthWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private const int RoundsPerReading = 6;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var last = HealthState.Healthy;
        for (var round = 0; ; round++)
        {
            await Task.Delay(Every, time, stoppingToken);
            try
            {
                if (round % RoundsPerReading != 0)
                {
                    await arrivals.FlushAsync(stoppingToken);
                    continue;
                }

                var report = await reader.ReadAsync(stoppingToken);
                if (report.State != last)
                    LogState(last = report.State, report.Reason);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogFailed(error);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await arrivals.FlushAsync(cancellationToken);
        }
        catch (Exception error) when (error is ObjectDisposedException or System.Data.Common.DbException)
        {
            // The host was taken down around us: some counts of refused deliveries are lost, and nothing else.
        }
    }

    [LoggerMessage(LogLevel.Warning, "Webhooks are now {State}: {Reason}")]
    private partial void LogState(HealthState state, string reason);

    [LoggerMessage(LogLevel.Error, "The health of the webhooks could not be read.")]
    private partial void LogFailed(Exception error);
}
