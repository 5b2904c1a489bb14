using Microsoft.EntityFrameworkCore;

namespace PenguinMails.Dashboard.Data.Leases;

/// <summary>A name held for a while, across processes. Dispose to give it back.</summary>
public sealed class Lease : IAsyncDisposable
{
    private readonly LeaseKeeper _keeper;
    private readonly ITimer _renewal;

    internal Lease(LeaseKeeper keeper, string name, long fence)
    {
        _keeper = keeper;
        Name = name;
        Fence = fence;
        _renewal = keeper.KeepAlive(this);
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
        await _renewal.DisposeAsync();
        await _keeper.ReleaseAsync(this);
    }
}

/// <summary>The lease ran out and was taken by somebody else; the work is theirs now.</summary>
public sealed class LeaseLostException(string name) : Exception($"The lease on {name} was lost.");
