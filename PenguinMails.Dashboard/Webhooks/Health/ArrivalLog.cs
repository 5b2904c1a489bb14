using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Data.Leases;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Webhooks.Health;

/// <summary>Counts what comes to the endpoint in memory, and writes the sum down every few seconds: no delivery waits for it.</summary>
internal sealed class ArrivalLog(BillingDbFactory databases, LeaseKeeper leases, WebhookMetrics metrics, IOptions<StripeOptions> stripe, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _oneFlush = new(1, 1);
    private Tally _tally;

    private record struct Tally(DateTimeOffset? Delivered, long Refused, DateTimeOffset? FirstRefused, DateTimeOffset? OtherMode);

    /// <param name="live">The event's mode; null where it says none.</param>
    public void Arrived(bool? live)
    {
        metrics.Received();
        var now = time.GetUtcNow();
        var other = live is { } mode && mode != stripe.Value.IsLive;
        lock (_lock)
            _tally = other ? _tally with { OtherMode = now } : new Tally(now, 0, null, _tally.OtherMode);
    }

    /// <param name="unsigned">Without any signature it was no misconfigured Stripe, only a stranger.</param>
    public void Refused(bool unsigned)
    {
        metrics.Refused();
        if (unsigned)
            return;
        var now = time.GetUtcNow();
        lock (_lock)
            _tally = _tally with { Refused = _tally.Refused + 1, FirstRefused = _tally.FirstRefused ?? now };
    }

    /// <summary>Adds what was counted since the last time to the row; returns when it is there, whoever writes it.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        await _oneFlush.WaitAsync(ct);
        try
        {
            await FlushOnceAsync(ct);
        }
        finally
        {
            _oneFlush.Release();
        }
    }

    public void Dispose() => _oneFlush.Dispose();

    private async Task FlushOnceAsync(CancellationToken ct)
    {
        if (Peek() == default)
            return;
        await using var lease = await leases.TakeAsync("arrivals", ct);
        var counted = Take();
        try
        {
            await using var db = databases.ForNobody();
            if (await db.Arrivals.SingleOrDefaultAsync(ct) is not { } row)
                db.Arrivals.Add(row = new Arrivals { Id = Arrivals.TheRow });
            Add(row, counted);
            await db.SaveChangesAsync(ct);
        }
        catch
        {
            PutBack(counted);
            throw;
        }
    }

    private static void Add(Arrivals row, Tally counted)
    {
        if (counted.Delivered is { } delivered && (row.LastDeliveryAt is not { } before || before < delivered))
            (row.LastDeliveryAt, row.Refused, row.FirstRefusedAt) = (delivered, 0, null);
        row.Refused += counted.Refused;
        row.FirstRefusedAt ??= counted.FirstRefused;
        row.OtherModeAt = counted.OtherMode ?? row.OtherModeAt;
    }

    private Tally Peek()
    {
        lock (_lock)
            return _tally;
    }

    private Tally Take()
    {
        lock (_lock)
        {
            var counted = _tally;
            _tally = default;
            return counted;
        }
    }

    private void PutBack(Tally counted)
    {
        lock (_lock)
        {
            _tally = _tally.Delivered is null
                ? new Tally(counted.Delivered, counted.Refused + _tally.Refused, counted.FirstRefused ?? _tally.FirstRefused, _tally.OtherMode ?? counted.OtherMode)
                : _tally with { OtherMode = _tally.OtherMode ?? counted.OtherMode };
        }
    }
}
