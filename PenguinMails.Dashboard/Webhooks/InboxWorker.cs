using PenguinMails.Dashboard.Live;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>
/// Takes waiting events customer by customer, several customers at a time. Woken at once; polls as a backstop. When Stripe is
/// down or limits us, it leaves Stripe alone for as long as Stripe asks.
/// </summary>
internal sealed partial class InboxWorker(
    InboxClaims claims, InboxProcessor processor, CustomerlessEvents customerless, InboxWriter writer, Signal<InboxWorker> signal, TimeProvider time, ILogger<InboxWorker> log)
    : BackgroundService
{
    private const int CustomersAtOnce = 4;
    private static readonly TimeSpan Backstop = TimeSpan.FromSeconds(5);
    // After a round that found work: in a burst the next one then finds more of it at once. Far below what a person would notice.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);
    // A burst of deliveries has precedence for two seconds: Stripe waits for its answer, and what is gathered costs fewer calls.
    // A lone delivery waits for one glance, which nobody notices.
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(25);
    private const int MostGlances = 80;
    // In one glance: more than a day's business brings, far less than what would keep the machine busy.
    private const int Burst = 12;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var round = new Round(FoundWork: false, MoreWaits: false, Pause: null);
            try
            {
                round = await RoundAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogRoundFailed(error);
            }

            if (round.Pause is { } pause)
                await Task.Delay(pause < LongestPause ? pause : LongestPause, time, stoppingToken);
            else if (!round.MoreWaits)
                await WaitAsync(round.FoundWork, stoppingToken);
        }
    }

    private async Task WaitAsync(bool foundWork, CancellationToken stoppingToken)
    {
        if (foundWork)
            await Task.Delay(Gathering, time, stoppingToken);
        await signal.WaitAsync(Backstop, stoppingToken);
        for (var glances = 0; glances < MostGlances; glances++)
        {
            if (!await IsBurstAsync(stoppingToken))
                return;
        }
    }

    private async Task<bool> IsBurstAsync(CancellationToken stoppingToken)
    {
        var written = writer.Written;
        await Task.Delay(Glance, time, stoppingToken);
        return writer.Written - written >= Burst;
    }

    private async Task<Round> RoundAsync(CancellationToken ct)
    {
        if (await customerless.ProcessAsync(ct) is { } wait)
            return new Round(true, false, wait);
        var customers = await claims.NextCustomersAsync(ct);
        TimeSpan? pause = null;
        // Not cut off in the middle when the host stops: what was begun is finished, and nothing new is begun.
        await Parallel.ForEachAsync(
            customers,
            new ParallelOptions { MaxDegreeOfParallelism = CustomersAtOnce, CancellationToken = ct },
            async (customer, _) =>
            {
                if (pause is null && await processor.ProcessAsync(customer, CancellationToken.None) is { } asked)
                    pause = asked;
            });
        return new Round(customers.Count > 0, customers.Count >= InboxClaims.FewCustomers, pause);
    }

    private readonly record struct Round(bool FoundWork, bool MoreWaits, TimeSpan? Pause);

    [LoggerMessage(LogLevel.Error, "The webhook inbox could not be read.")]
    private partial void LogRoundFailed(Exception error);
}
