using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Live;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Webhooks.Reconciliation;

/// <summary>Compares with Stripe's list on start and every few minutes, and looks at the endpoint on the way.</summary>
internal sealed partial class ReconcilerWorker(
    EventReconciler reconciler, EndpointCheck endpoints, BillingDbFactory databases, Signal<ReconcilerWorker> signal, IHostApplicationLifetime lifetime,
    IOptions<WebhookOptions> options, TimeProvider time, ILogger<ReconcilerWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        while (true)
            await signal.WaitAsync(await RoundAsync(stoppingToken), stoppingToken);
    }

    /// <returns>How long to wait for the next round.</returns>
    private async Task<TimeSpan> RoundAsync(CancellationToken ct)
    {
        try
        {
            await reconciler.RunAsync(ct);
            await endpoints.RunAsync(ct);
            return options.Value.ReconcileEvery;
        }
        catch (StripeUnavailableException error)
        {
            LogUnavailable(error.RetryAfter);
            await NoteAsync("Stripe cannot be reached or limits our rate", ct);
            return error.RetryAfter;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogFailed(error);
            await NoteAsync(error is StripeRefusedException ? error.Message : "An error of our own; the log has it", ct);
            return options.Value.ReconcileEvery;
        }
    }

    private async Task NoteAsync(string failure, CancellationToken ct)
    {
        try
        {
            var now = time.GetUtcNow();
            await using var db = databases.ForNobody();
            await db.AccountWatches.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.FailedAt, row => row.FailedAt ?? now).SetProperty(row => row.Failure, failure), ct);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogFailed(error);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Stripe's event list could not be read; next try in {Pause}.")]
    private partial void LogUnavailable(TimeSpan pause);

    [LoggerMessage(LogLevel.Error, "Stripe's event list could not be compared.")]
    private partial void LogFailed(Exception error);
}
