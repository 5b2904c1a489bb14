using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Mail.Sending;

/// <summary>Sends what waits in the outbox: again after a growing pause when it fails, dead after the last try.</summary>
internal sealed partial class MailWorker(
    BillingDbFactory databases, TimeProvider time, ILogger<MailWorker> log, IMailDelivery? delivery = null) : BackgroundService
{
    private const int MostAttempts = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    // Beyond the patience of a mail server and ours: a mail that is being sent must not be taken by another node.
    private static readonly TimeSpan LongestSending = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (delivery is null)
        {
            LogNoServer();
            return;
        }

        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            try
            {
                await SendDueAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogRoundFailed(error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Sends all that is due now.</summary>
    public async Task SendDueAsync(CancellationToken ct)
    {
        if (delivery is null)
            return;
        await using var db = databases.ForPlatform();
        while (await ClaimAsync(db, ct) is { } mail)
        {
            try
            {
                await SendAsync(delivery, mail, ct);
            }
            catch (OperationCanceledException)
            {
                // This node stops; the next may take the mail at once.
                mail.NextAttemptAt = time.GetUtcNow();
                await db.SaveChangesAsync(CancellationToken.None);
                throw;
            }

            await db.SaveChangesAsync(CancellationToken.None);
        }
    }

    private Task<OutboxMail?> ClaimAsync(BillingDb db, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var due = db.OutboxMails.Where(mail => mail.SentAt == null && mail.DeadAt == null && mail.WithdrawnAt == null && mail.NextAttemptAt <= now).OrderBy(mail => mail.Id);
        return db.ClaimAsync(due, mail => mail.NextAttemptAt = now + LongestSending, ct);
    }

    private async Task SendAsync(IMailDelivery by, OutboxMail mail, CancellationToken ct)
    {
        try
        {
            await by.DeliverAsync(mail, ct);
            mail.SentAt = time.GetUtcNow();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            mail.Attempts++;
            mail.LastError = error.Message;
            mail.NextAttemptAt = time.GetUtcNow() + TimeSpan.FromSeconds(15 * Math.Pow(2, mail.Attempts));
            if (mail.Attempts >= MostAttempts)
                mail.DeadAt = time.GetUtcNow();
            LogFailed(error, mail.Id, mail.Attempts);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Mail {MailId} could not be sent (attempt {Attempt}).")]
    private partial void LogFailed(Exception error, long mailId, int attempt);

    [LoggerMessage(LogLevel.Warning, "No mail server is configured: mails wait in the outbox. Set Mail:Host.")]
    private partial void LogNoServer();

    [LoggerMessage(LogLevel.Error, "The outbox could not be read.")]
    private partial void LogRoundFailed(Exception error);
}
