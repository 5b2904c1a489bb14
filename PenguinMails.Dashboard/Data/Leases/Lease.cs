using Microsoft.EntityFrameworkCore;

namespace PenguinMails.Dashboard.Data.Leases;

/// <summary>A name held across processes, and renewed for as long as this process lives. Dispose to give it back.</summary>
public sealed class Lease : IAsyncDisposable
{
    private readonly LeaseKeeper _keeper;
    private readonly CancellationTokenSource _done = new();
    private readonly Task _renewing;

    internal Lease(LeaseKeeper keeper, string name, long fence, TimeSpan renewEvery)
    {
        _keeper = keeper;
        Name = name;
        Fence = fence;
        _renewing = RenewAsync(renewEvery);
    }

    public string Name { get; }

    internal long Fence { get; }

    /// <summary>
    /// Call inside the transaction that the lease protects, before it commits: touches the lease's row, so that of two
    /// holders (one paused past its time) only the last taker's work is committed.
    /// </summary>
    /// <exception cref="LeaseLostException">Somebody else holds the name now; nothing of this transaction may be kept.</exception>
    public async Task ProveHeldAsync(BillingDb db, CancellationToken ct)
    {
        var held = await db.Leases.Where(lease => lease.Name == Name && lease.Fence == Fence)
            .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.Fence, Fence), ct);
        if (held == 0)
            throw new LeaseLostException(Name);
    }

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _renewing;
        _done.Dispose();
        await _keeper.ReleaseAsync(this);
    }

    private async Task RenewAsync(TimeSpan every)
    {
        try
        {
            var held = true;
            while (held)
            {
                await Task.Delay(every, TimeProvider.System, _done.Token);
                held = await TryRenewAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Given back.
        }
    }

    private async Task<bool> TryRenewAsync()
    {
        try
        {
            return await _keeper.RenewAsync(this, _done.Token);
        }
        catch (Exception error) when (error is System.Data.Common.DbException or InvalidOperationException)
        {
            // The database is away for a moment. Whether the lease outlived that, ProveHeldAsync tells.
            return true;
        }
    }
}

/// <summary>The lease ran out and was taken by somebody else; the work is theirs now.</summary>
public sealed class LeaseLostException(string name) : Exception($"The lease on {name} was lost.");
