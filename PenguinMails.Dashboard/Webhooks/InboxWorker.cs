using PenguinMails.Dashboard.Live;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>Takes waiting events customer by customer, several customers at a time. Woken at once; polls as a backstop.</summary>
internal sealed partial class InboxWorker(
    InboxClaims claims, InboxProcessor processor, Signal<InboxWorker> signal, ILogger<InboxWorker> log) : BackgroundService
{
    private const int CustomersAtOnce = 4;
    private static readonly TimeSpan Backstop = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var more = false;
            try
            {
                more = await RoundAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogRoundFailed(error);
            }

            if (!more)
                await signal.WaitAsync(Backstop, stoppingToken);
        }
    }

    private async Task<bool> RoundAsync(CancellationToken ct)
    {
        var customers = await claims.NextCustomersAsync(ct);
        await Parallel.ForEachAsync(
            customers,
            new ParallelOptions { MaxDegreeOfParallelism = CustomersAtOnce, CancellationToken = ct },
            async (customer, token) => await processor.ProcessAsync(customer, token));
        return customers.Count > 0;
    }

    [LoggerMessage(LogLevel.Error, "The webhook inbox could not be read.")]
    private partial void LogRoundFailed(Exception error);
}
