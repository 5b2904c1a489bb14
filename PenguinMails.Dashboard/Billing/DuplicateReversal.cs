using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Data.Leases;
using PenguinMails.Dashboard.Live;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing;

/// <summary>Cancels and refunds every <see cref="DuplicateSubscription"/>, however often it has to try.</summary>
public sealed partial class DuplicateReversal(
    BillingDbFactory databases, LeaseKeeper leases, Reversals reversals, Synchroniser synchroniser,
    Signal<DuplicateReversal> signal, TimeProvider time, ILogger<DuplicateReversal> log) : BackgroundService
{
    private static readonly TimeSpan Backstop = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await ReverseNextAsync(stoppingToken))
                {
                    // Until none is due.
                }
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogRoundFailed(error);
            }

            await signal.WaitAsync(Backstop, stoppingToken);
        }
    }

    private async Task<bool> ReverseNextAsync(CancellationToken ct)
    {
        await using var db = databases.ForPlatform();
        var now = time.GetUtcNow();
        var due = db.DuplicateSubscriptions.Where(row => row.RefundedAt == null && row.NextAttemptAt <= now).OrderBy(row => row.NextAttemptAt);
        if (await db.ClaimAsync(due, row => row.NextAttemptAt = now + Claims.Term, ct) is not { } duplicate)
            return false;
        await ReverseAsync(db, duplicate, ct);
        return true;
    }

    private async Task ReverseAsync(BillingDb db, DuplicateSubscription duplicate, CancellationToken ct)
    {
        await using var lease = await leases.TakeAsync($"duplicate:{duplicate.StripeSubscriptionId}", ct);
        // Claimed, but by whom before? Somebody slower than a claim lasts may just have done it.
        await db.Entry(duplicate).ReloadAsync(ct);
        if (duplicate.RefundedAt is not null)
            return;
        try
        {
            await CancelAndRefundAsync(db, duplicate, ct);
        }
        catch (Exception error) when (error is StripeUnavailableException or StripeRefusedException)
        {
            duplicate.Attempts++;
            duplicate.LastError = error.Message;
            duplicate.NextAttemptAt = time.GetUtcNow() + Pause(duplicate.Attempts);
            LogFailed(error, duplicate.StripeSubscriptionId, duplicate.Attempts);
            await db.SaveChangesAsync(ct);
            return;
        }

        await synchroniser.RefreshAsync(duplicate.StripeCustomerId, SyncHints.All, ct: ct);
    }

    private async Task CancelAndRefundAsync(BillingDb db, DuplicateSubscription duplicate, CancellationToken ct)
    {
        await reversals.CancelNowAsync(duplicate.StripeSubscriptionId, ct);
        duplicate.CanceledAt ??= time.GetUtcNow();
        var refunded = await reversals.RefundAllAsync(duplicate.StripeSubscriptionId, ct);
        duplicate.RefundedAt = time.GetUtcNow();
        duplicate.RefundedAmount = refunded?.Minor;
        duplicate.RefundedCurrency = refunded?.Currency;
        duplicate.LastError = null;
        db.Record(
            duplicate.TenantId, time.GetUtcNow(), AuditTrail.Product, "Second subscription reversed", duplicate.StripeSubscriptionId,
            refunded is { } money ? $"Canceled; {money} refunded" : "Canceled; nothing had been paid");
        await db.SaveChangesAsync(ct);
    }

    private static TimeSpan Pause(int attempts)
    {
        var pause = TimeSpan.FromSeconds(5 * Math.Pow(2, Math.Min(attempts, 12)));
        return pause < LongestPause ? pause : LongestPause;
    }

    [LoggerMessage(LogLevel.Error, "The duplicate {SubscriptionId} could not be reversed (attempt {Attempt}).")]
    private partial void LogFailed(Exception error, string subscriptionId, int attempt);

    [LoggerMessage(LogLevel.Error, "Duplicates could not be read.")]
    private partial void LogRoundFailed(Exception error);
}
