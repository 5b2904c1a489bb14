using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Live;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>
/// Commits deliveries in groups: those that arrive while one transaction is being synced to disk share the next. A burst costs
/// few syncs, and each caller still waits for the commit that holds its own event.
/// </summary>
internal sealed class InboxWriter(BillingDbFactory databases, Signal<InboxWorker> worker) : BackgroundService
{
    private const int MostInOneTransaction = 1000;

    private readonly Channel<Delivery> _waiting = Channel.CreateBounded<Delivery>(new BoundedChannelOptions(10_000) { SingleReader = true });

    private InboxInsert? _insert;
    private long _written;

    /// <summary>Returns when the event is durable, whether this delivery brought it or an earlier one.</summary>
    public async Task StoreAsync(WebhookEvent row, CancellationToken ct)
    {
        var delivery = new Delivery(row);
        await _waiting.Writer.WriteAsync(delivery, ct);
        await delivery.Stored.Task.WaitAsync(ct);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // What is waiting is written first: its senders are still on the line.
        _waiting.Writer.TryComplete();
        if (ExecuteTask is { } running)
            await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    // On a thread of its own: in a burst the pool is full of requests, and every one of them waits for this one piece of work.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Factory.StartNew(Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>How many deliveries were written since the start.</summary>
    public long Written => Interlocked.Read(ref _written);

    private void Write()
    {
        var group = new List<Delivery>(MostInOneTransaction);
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < MostInOneTransaction && _waiting.Reader.TryRead(out var delivery))
                group.Add(delivery);
            CommitAsync(group).GetAwaiter().GetResult();
            group.Clear();
        }

        CloseAsync().GetAwaiter().GetResult();
    }

    private async Task CommitAsync(List<Delivery> group)
    {
        try
        {
            _insert ??= new InboxInsert(databases.ForNobody());
            await _insert.RunAsync(group.ConvertAll(delivery => delivery.Row), CancellationToken.None);
            Interlocked.Add(ref _written, group.Count);
            foreach (var delivery in group)
                delivery.Stored.TrySetResult();
            // Rung for known events too: if one still waits, Stripe's second delivery is a good moment to look.
            worker.Ring();
        }
        catch (Exception error)
        {
            // Each caller hears of it and answers 5xx; Stripe will come again.
            foreach (var delivery in group)
                delivery.Stored.TrySetException(error);
            // The connection may be what failed: the next group opens another.
            await CloseAsync();
        }
    }

    private async Task CloseAsync()
    {
        if (_insert is { } open)
            await open.DisposeAsync();
        _insert = null;
    }

    private sealed record Delivery(WebhookEvent Row)
    {
        public TaskCompletionSource Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
