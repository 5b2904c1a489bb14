using System.Collections.Concurrent;
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
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _here = new(StringComparer.Ordinal);

    /// <summary>Waits until the name is free, then holds it until disposed; a process that dies holds it for <see cref="Term"/> at most.</summary>
    public async Task<Lease> TakeAsync(string name, CancellationToken ct)
    {
        // Within this process holders queue on a gate; the row is contended by other processes alone.
        var gate = _here.GetOrAdd(name, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(ct);
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
            gate.Release();
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
            await db.Leases.Where(row => row.Name == lease.Name && row.Fence == lease.Fence)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, DateTimeOffset.UnixEpoch), CancellationToken.None);
        }
        catch (ObjectDisposedException)
        {
            // The application is already gone; the lease runs out by itself.
        }
        finally
        {
            _here[lease.Name].Release();
        }
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
