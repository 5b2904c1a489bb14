using PenguinMails.Dashboard.Data.Leases;
using PenguinMails.Dashboard.Live;

namespace PenguinMails.Dashboard.PaymentMethods.Reminders;

/// <summary>Looks once a day. Who was told is on record, so neither a restart nor another node tells anybody twice.</summary>
internal sealed partial class CardReminderWorker(
    CardReminder reminder, LeaseKeeper leases, Signal<CardReminderWorker> signal, ILogger<CardReminderWorker> log) : BackgroundService
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not at once: after a start the mirror first catches up, and the card may have been changed long since.
        var pause = AfterStart;
        while (true)
        {
            await signal.WaitAsync(pause, stoppingToken);
            pause = Every;
            try
            {
                await using var lease = await leases.TakeAsync("card-reminders", stoppingToken);
                await reminder.RunAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogFailed(error);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Cards about to expire could not be looked for.")]
    private partial void LogFailed(Exception error);
}
