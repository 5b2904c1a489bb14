using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace PenguinMails.Dashboard.Data.Leases;

/// <summary>Gives out leases: one holder per name at a time, over every process that shares the database.</summary>
public sealed class LeaseKeeper(BillingDbFactory databases, TimeProvider time)
{
    // Short, and renewed while the work goes on: what a process that died was holding is free again in seconds.
    private static readonly TimeSpan Term = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _here = new(StringComparer.Ordinal);

    /// <summary>Waits until the name is free, then holds it.</summary>
    public async Task<Lease> TakeAsync(string name, CancellationToken ct)
    {
        // Within this process holders queue on a gate; the row is contended by other processes alone.
        var gate = _here.GetOrAdd(name, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(ct);
        try
        {
            while (true)
            {
                if (await TryTakeRowAsync(name, ct) is { } lease)
                    return lease;
                await Task.Delay(Pause, time, ct);
            }
        }
        catch
        {
            gate.Release();
            throw;
        }
    }

    internal ITimer KeepAlive(Lease lease) => time.CreateTimer(_ => _ = RenewAsync(lease), null, Renewal, Renewal);

    private async Task RenewAsync(Lease lease)
    {
        try
        {
            await using var db = databases.ForPlatform();
            var until = time.GetUtcNow() + Term;
            await db.Leases.Where(row => row.Name == lease.Name && row.Fence == lease.Fence)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, until), CancellationToken.None);
        }
        catch (Exception error) when (error is System.Data.Common.DbException or ObjectDisposedException)
        {
            // The next renewal tries again; if none succeeds the lease runs out, and the fence keeps the work from being committed.
        }
    }

    internal async Task ReleaseAsync(Lease lease)
    {
        try
        {
            await using var db = databases.ForPlatform();
            await db.Leases.Where(row => row.Name == lease.Name && row.Fence == lease.Fence)
                .ExecuteUpdateAsync(
                    // The fence moves on, so that a renewal still under way cannot hold what was given back.
                    set => set.SetProperty(row => row.ExpiresAt, DateTimeOffset.UnixEpoch).SetProperty(row => row.Fence, row => row.Fence + 1),
                    CancellationToken.None);
        }
        finally
        {
            _here[lease.Name].Release();
        }
    }

    private async Task<Lease?> TryTakeRowAsync(string name, CancellationToken ct)
    {
        await using var db = databases.ForPlatform();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = time.GetUtcNow();
        var row = await db.Leases.SingleOrDefaultAsync(lease => lease.Name == name, ct);
        if (row is not null && row.ExpiresAt > now && row.ExpiresAt <= now + Term)
            return null;

        if (row is null)
            db.Leases.Add(row = new LeaseRow { Name = name });
        row.Fence++;
        row.ExpiresAt = now + Term;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new Lease(this, name, row.Fence);
    }
}
