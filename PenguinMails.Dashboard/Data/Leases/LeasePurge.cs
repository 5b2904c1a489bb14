namespace PenguinMails.Dashboard.Data.Leases;

/// <summary>Lets go of leases that nobody took for long: the names of single calls would pile up otherwise.</summary>
internal sealed partial class LeasePurge(LeaseKeeper leases, TimeProvider time, ILogger<LeasePurge> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await leases.PurgeAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogFailed(error);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Old leases could not be purged.")]
    private partial void LogFailed(Exception error);
}
