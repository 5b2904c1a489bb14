using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Usage.Ingestion;

/// <summary>
/// Lets go of single records long after their period was closed, a batch at a time. Their keys go with them: by then a record
/// that is sent again is of a closed period, and refused for that.
/// </summary>
internal sealed partial class UsageRetention(
    BillingDbFactory databases, IOptions<UsageOptions> options, TimeProvider time, ILogger<UsageRetention> log) : BackgroundService
{
    private const int Batch = 2_000;
    private static readonly TimeSpan Every = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not while everything else starts to work.
        await Task.Delay(TimeSpan.FromMinutes(5), time, stoppingToken);
        while (true)
        {
            try
            {
                if (await PurgeAsync(stoppingToken) is > 0 and var gone)
                    LogPurged(gone);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogFailed(error);
            }

            await Task.Delay(Every, time, stoppingToken);
        }
    }

    /// <returns>How many records went.</returns>
    public async Task<int> PurgeAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow() - options.Value.KeepRecords;
        var sum = 0;
        while (true)
        {
            await using var db = databases.ForPlatform();
            var old = db.UsageRecords.Where(record => record.ReceivedAt < before);
            // Up to where a batch of the oldest ends; the index on the time of receipt finds both at once.
            var until = await old.OrderBy(record => record.ReceivedAt).Skip(Batch - 1).Select(record => (DateTimeOffset?)record.ReceivedAt).FirstOrDefaultAsync(ct);
            sum += until is { } end
                ? await db.UsageRecords.Where(record => record.ReceivedAt <= end).ExecuteDeleteAsync(ct)
                : await old.ExecuteDeleteAsync(ct);
            if (until is null)
                return sum;
        }
    }

    [LoggerMessage(LogLevel.Information, "{Records} old usage records were let go.")]
    private partial void LogPurged(int records);

    [LoggerMessage(LogLevel.Error, "Old usage records could not be purged.")]
    private partial void LogFailed(Exception error);
}
