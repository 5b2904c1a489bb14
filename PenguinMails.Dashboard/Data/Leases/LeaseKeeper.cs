using Microsoft.EntityFrameworkCore;

namespace PenguinMails.Dashboard.Data.Leases;

/// <summary>
/// Gives out leases: one holder per name at a time, over every process that shares the database. A term is real time by the
/// database's clock, whatever clock the product lives by and however the machines' clocks differ.
/// </summary>
public sealed class LeaseKeeper(BillingDbFactory databases)
{
    // Short, and renewed while the work goes on: what a process that died was holding is free again in seconds.
    internal static readonly TimeSpan Term = TimeSpan.FromSeconds(6);
    // A lease's row, once it ran out or was given back. Far longer than any holder was ever away, and than a clock was ever set back.
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    internal const int PurgedAtOnce = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Within this process holders queue here; the row is contended by other processes alone.</summary>
    internal Gates Here { get; } = new();

    /// <summary>Waits until the name is free, then holds it until disposed; a process that dies holds it for <see cref="Term"/> at most.</summary>
    public async Task<Lease> TakeAsync(string name, CancellationToken ct)
    {
        await Here.EnterAsync(name, ct);
        try
        {
            while (true)
            {
                ct.ThrowIfCancellationRequested();
                if (await TryTakeRowAsync(name) is { } fence)
                    return new Lease(this, name, fence, renewEvery: Term / 3);
                await WaitUntilFreeAsync(name, ct);
            }
        }
        catch
        {
            Here.Leave(name);
            throw;
        }
    }

    internal async Task<bool> RenewAsync(Lease lease, CancellationToken ct)
    {
        await using var db = databases.ForPlatform();
        return await db.Database.ExecuteSqlRawAsync(db.LeaseSql.Renew, [lease.Name, lease.Fence], ct) == 1;
    }

    internal async Task ReleaseAsync(Lease lease)
    {
        try
        {
            await using var db = databases.ForPlatform();
            await db.Database.ExecuteSqlRawAsync(db.LeaseSql.Release, [lease.Name, lease.Fence], CancellationToken.None);
        }
        catch (ObjectDisposedException)
        {
            // The application is already gone; the lease runs out by itself.
        }
        finally
        {
            Here.Leave(lease.Name);
        }
    }

    /// <summary>Deletes what ran out long ago, a batch at a time so that no taker waits long.</summary>
    /// <returns>How many went.</returns>
    internal async Task<int> PurgeAsync(CancellationToken ct)
    {
        var (sum, went) = (0, PurgedAtOnce);
        while (went == PurgedAtOnce)
        {
            await using var db = databases.ForPlatform();
            sum += went = await db.Database.ExecuteSqlRawAsync(db.LeaseSql.Purge, ct);
        }

        return sum;
    }

    // Not given up halfway: a lease that was written and not returned would be nobody's, and block everybody for its term.
    private async Task<long?> TryTakeRowAsync(string name)
    {
        await using var db = databases.ForPlatform();
        return await db.Database.SqlQueryRaw<long>(db.LeaseSql.Take, name).ToListAsync(CancellationToken.None) is [var fence] ? fence : null;
    }

    // Looking costs nothing; each try to take would lock the row.
    private async Task WaitUntilFreeAsync(string name, CancellationToken ct)
    {
        await using var db = databases.ForPlatform();
        do
            await Task.Delay(Pause, TimeProvider.System, ct);
        while (await db.Database.SqlQueryRaw<long>(db.LeaseSql.Held, name).ToListAsync(ct) is [> 0]);
    }
}
