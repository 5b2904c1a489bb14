using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Data.Leases;
using PenguinMails.Dashboard.Live;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Webhooks.Health;

namespace PenguinMails.Dashboard.Webhooks.Resync;

/// <summary>
/// Reads one customer anew, the next in the order of ids, and writes down how far the run came: whoever takes the next step, in this
/// process or another, begins with the next customer.
/// </summary>
internal sealed class ResyncStep(
    BillingDbFactory databases, LeaseKeeper leases, Synchroniser synchroniser, CustomerPace pace, BillingFeed feed, WebhookMetrics metrics, TimeProvider time)
{
    /// <returns>Whether there may be another step to take.</returns>
    /// <exception cref="StripeUnavailableException">Stripe has to be waited for; the step is taken again then.</exception>
    public async Task<bool> TakeAsync(CancellationToken ct)
    {
        // One holder for all runs, and the pace kept inside: several processes are not faster than one.
        await using var lease = await leases.TakeAsync("resync", ct);
        await using var db = databases.ForPlatform();
        if (await db.ResyncRuns.Where(run => run.FinishedAt == null).OrderBy(run => run.StartedAt).FirstOrDefaultAsync(ct) is not { } run)
            return false;
        if (await NextAsync(db, run, ct) is { } customer)
        {
            await pace.WaitAsync(ct);
            await ReadAsync(db, run, customer, ct);
            run.Cursor = customer;
        }
        else
        {
            run.FinishedAt = time.GetUtcNow();
        }

        run.WaitingSince = null;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await lease.ProveHeldAsync(db, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        feed.Publish(PlatformTrail.Topic);
        return true;
    }

#pragma warning disable CA1309 // Translated to SQL, which compares and sorts by one and the same collation; it knows no StringComparison.
    private static async Task<string?> NextAsync(BillingDb db, ResyncRun run, CancellationToken ct) =>
        await db.BillingCustomers
            .Where(customer => (run.StripeCustomerId == null || customer.StripeCustomerId == run.StripeCustomerId)
                && string.Compare(customer.StripeCustomerId, run.Cursor) > 0)
            .OrderBy(customer => customer.StripeCustomerId).Select(customer => customer.StripeCustomerId).FirstOrDefaultAsync(ct);
#pragma warning restore CA1309

    private async Task ReadAsync(BillingDb db, ResyncRun run, string customer, CancellationToken ct)
    {
        try
        {
            await synchroniser.RefreshAsync(customer, SyncHints.All, ct: ct);
            run.Done++;
            metrics.Resynced();
        }
        catch (StripeUnavailableException)
        {
            run.WaitingSince ??= time.GetUtcNow();
            await db.SaveChangesAsync(ct);
            feed.Publish(PlatformTrail.Topic);
            throw;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // One customer that cannot be read holds up no other.
            run.Failed++;
            run.LastError = $"{customer}: {error.Message}";
        }
    }
}
