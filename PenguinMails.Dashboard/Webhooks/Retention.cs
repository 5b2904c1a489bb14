using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Webhooks.Health;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>
/// Lets go of what is no longer needed, a batch at a time so that no writer waits long: the payload of a processed event after weeks,
/// its row after longer than Stripe could repeat it. What waits or was given up keeps its payload for as long as it takes.
/// </summary>
internal sealed class Retention(BillingDbFactory databases, WebhookMetrics metrics, IOptions<WebhookOptions> options, TimeProvider time)
{
    private const int Batch = 500;

    /// <returns>How many payloads and how many rows went.</returns>
    public async Task<(int Payloads, int Rows)> RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var payloads = await RepeatAsync(db => PurgePayloadsAsync(db, now - options.Value.KeepPayloads, ct), ct);
        var rows = await RepeatAsync(db => DeleteRowsAsync(db, now - options.Value.KeepIds, ct), ct);
        await RepeatAsync(db => DeleteFoundAsync(db, now - options.Value.KeepPayloads, ct), ct);
        metrics.Purged(payloads);
        return (payloads, rows);
    }

    private async Task<int> RepeatAsync(Func<BillingDb, Task<int>> batch, CancellationToken ct)
    {
        var sum = 0;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            await using var db = databases.ForNobody();
            var went = await batch(db);
            sum += went;
            if (went < Batch)
                return sum;
        }
    }

    private static async Task<int> PurgePayloadsAsync(BillingDb db, DateTimeOffset before, CancellationToken ct)
    {
        var ids = await db.WebhookEvents.Where(row => row.ProcessedAt != null && row.Payload != "" && row.ProcessedAt < before)
            .OrderBy(row => row.ProcessedAt).Select(row => row.Id).Take(Batch).ToListAsync(ct);
        return await db.WebhookEvents.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.Payload, ""), ct);
    }

    // The oldest rows have the lowest ids, so the look-up ends after one batch however many rows there are.
    private static async Task<int> DeleteRowsAsync(BillingDb db, DateTimeOffset before, CancellationToken ct)
    {
        var oldest = await db.WebhookEvents.OrderBy(row => row.Id).Take(Batch)
            .Select(row => new { row.Id, row.ReceivedAt, Over = row.ProcessedAt != null || row.DeadAt != null }).ToListAsync(ct);
        var ids = oldest.Where(row => row.Over && row.ReceivedAt < before).Select(row => row.Id).ToList();
        return ids.Count == 0 ? 0 : await db.WebhookEvents.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(ct);
    }

    private static async Task<int> DeleteFoundAsync(BillingDb db, DateTimeOffset before, CancellationToken ct)
    {
        var ids = await db.FoundEvents.Where(row => row.FoundAt < before).OrderBy(row => row.FoundAt).Select(row => row.EventId).Take(Batch).ToListAsync(ct);
        return ids.Count == 0 ? 0 : await db.FoundEvents.Where(row => ids.Contains(row.EventId)).ExecuteDeleteAsync(ct);
    }
}

/// <summary>Runs it every few hours.</summary>
internal sealed partial class RetentionWorker(Retention retention, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<RetentionWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        // Not while everything else starts to work.
        await Task.Delay(TimeSpan.FromMinutes(5), time, stoppingToken);
        while (true)
        {
            try
            {
                var (payloads, rows) = await retention.RunAsync(stoppingToken);
                if (payloads + rows > 0)
                    LogPurged(payloads, rows);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogFailed(error);
            }

            await Task.Delay(Every, time, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Payloads} payloads of processed events and {Rows} old events were let go.")]
    private partial void LogPurged(int payloads, int rows);

    [LoggerMessage(LogLevel.Error, "Old webhook events could not be purged.")]
    private partial void LogFailed(Exception error);
}

/// <summary>What retention, health and the list of dead letters look for, so that none of them reads the whole table.</summary>
internal sealed class WebhookEventIndexes : IEntityTypeConfiguration<WebhookEvent>
{
    public void Configure(EntityTypeBuilder<WebhookEvent> table)
    {
        table.HasIndex(row => row.ProcessedAt).HasFilter("processed_at IS NOT NULL AND payload <> ''");
        table.HasIndex(row => row.DeadAt).HasFilter("dead_at IS NOT NULL");
        table.HasIndex(row => row.StripeCustomerId);
    }
}
