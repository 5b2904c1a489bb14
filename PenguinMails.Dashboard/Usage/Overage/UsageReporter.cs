using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Live;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Usage.Overage;

/// <summary>Sends what was decided to Stripe's meter, however often it has to try. Several nodes share the work.</summary>
internal sealed partial class UsageReporter(
    BillingDbFactory databases, UsageTelling telling, Signal<UsageReporter> signal, TimeProvider time, ILogger<UsageReporter> log) : BackgroundService
{
    private static readonly TimeSpan Backstop = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private readonly SemaphoreSlim _turn = new(1, 1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SendDueAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogRoundFailed(error);
            }

            await signal.WaitAsync(Backstop, stoppingToken);
        }
    }

    /// <summary>Sends all that is due, after whatever is being sent at this moment.</summary>
    /// <returns>When the next one is due; null for none.</returns>
    public async Task<DateTimeOffset?> SendDueAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            while (await SendNextAsync(ct))
            {
                // Until none is due.
            }

            await using var db = databases.ForPlatform();
            return await db.UsageReports.Where(report => report.SentAt == null && report.DeadAt == null).MinAsync(report => (DateTimeOffset?)report.NextAttemptAt, ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<bool> SendNextAsync(CancellationToken ct)
    {
        await using var db = databases.ForPlatform();
        var now = time.GetUtcNow();
        var due = db.UsageReports.Where(report => report.SentAt == null && report.DeadAt == null && report.NextAttemptAt <= now).OrderBy(report => report.NextAttemptAt);
        if (await db.ClaimAsync(due, report => report.NextAttemptAt = now + Claims.Term, ct) is not { } report)
            return false;
        try
        {
            await telling.TellAsync(db, report, ct);
        }
        catch (Exception error) when (error is StripeUnavailableException or StripeRefusedException)
        {
            report.Attempts++;
            report.LastError = error.Message;
            report.NextAttemptAt = time.GetUtcNow() + Pause(report.Attempts, (error as StripeUnavailableException)?.RetryAfter);
            LogFailed(error, report.Id, report.Attempts);
            await db.SaveChangesAsync(ct);
        }

        return true;
    }

    private static TimeSpan Pause(int attempts, TimeSpan? asked)
    {
        var pause = TimeSpan.FromSeconds(5 * Math.Pow(2, Math.Min(attempts, 12)));
        pause = pause < LongestPause ? pause : LongestPause;
        return asked > pause ? asked.Value : pause;
    }

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    [LoggerMessage(LogLevel.Warning, "The usage report {ReportId} could not be sent (attempt {Attempt}).")]
    private partial void LogFailed(Exception error, Guid reportId, int attempt);

    [LoggerMessage(LogLevel.Error, "Usage reports could not be read.")]
    private partial void LogRoundFailed(Exception error);
}
