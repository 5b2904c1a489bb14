using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Dunning.Cases;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Dunning.Collecting;

/// <summary>Works off what is due of all cases. What a node that died had claimed falls due again for another.</summary>
internal sealed partial class DunningWorker(
    BillingDbFactory databases, DunningRound round, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<DunningWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromMinutes(5);

    // The worker's own rounds and a clock that is being moved both ask; the second waits until the first is through.
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Does all that is due by now.</summary>
    /// <returns>When the next thing falls due; null for nothing.</returns>
    public async Task<DateTimeOffset?> RunDueAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            while (await ClaimAsync(ct) is { } claimed)
                await RunAsync(claimed, ct);
            await using var db = databases.ForPlatform();
            return await db.DunningCases.MinAsync(one => one.NextActionAt, ct);
        }
        finally
        {
            _one.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Mails link to where the application listens, which it knows once it does.
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await RunDueAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogRoundFailed(error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    private async Task<DunningCase?> ClaimAsync(CancellationToken ct)
    {
        await using var db = databases.ForPlatform();
        var now = time.GetUtcNow();
        var due = db.DunningCases.Where(one => one.NextActionAt != null && one.NextActionAt <= now).OrderBy(one => one.NextActionAt);
        return await db.ClaimAsync(due, one => one.NextActionAt = now + Claims.Term, ct);
    }

    private async Task RunAsync(DunningCase claimed, CancellationToken ct)
    {
        try
        {
            await round.RunAsync(claimed, ct);
        }
        catch (StripeUnavailableException unavailable)
        {
            LogPostponed(claimed.InvoiceId, unavailable.RetryAfter);
            await PostponeAsync(claimed, unavailable.RetryAfter, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogFailed(error, claimed.InvoiceId);
            await PostponeAsync(claimed, PauseAfterError, ct);
        }
    }

    private async Task PostponeAsync(DunningCase claimed, TimeSpan pause, CancellationToken ct)
    {
        await using var db = databases.ForTenant(claimed.TenantId);
        DateTimeOffset? next = time.GetUtcNow() + pause;
        await db.DunningCases.Where(one => one.Id == claimed.Id && one.ClosedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.NextActionAt, next), ct);
    }

    [LoggerMessage(LogLevel.Warning, "Stripe is unavailable; what is due for {InvoiceId} waits for {Pause}.")]
    private partial void LogPostponed(string invoiceId, TimeSpan pause);

    [LoggerMessage(LogLevel.Error, "What is due for {InvoiceId} could not be done; it will be tried again.")]
    private partial void LogFailed(Exception error, string invoiceId);

    [LoggerMessage(LogLevel.Error, "Failed payments could not be worked off.")]
    private partial void LogRoundFailed(Exception error);
}
