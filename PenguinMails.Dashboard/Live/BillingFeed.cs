using System.Collections.Concurrent;

namespace PenguinMails.Dashboard.Live;

/// <summary>Tells every open page of a tenant, on whichever node, that its billing changed. It carries no data: whoever hears it reads again.</summary>
public sealed partial class BillingFeed
{
    private readonly ConcurrentDictionary<Guid, ConcurrentDictionary<Subscription, Func<Task>>> _watches = new();
    private readonly INodes _nodes;
    private readonly ILogger<BillingFeed> _log;

    public BillingFeed(INodes nodes, ILogger<BillingFeed> log)
    {
        _nodes = nodes;
        _log = log;
        nodes.Hear(Channels.BillingChanged, TellHere);
    }

    /// <summary>Subscribe first, read second: a change between the two is then heard. Dispose to stop.</summary>
    public IDisposable Watch(Guid tenantId, Func<Task> changed)
    {
        var watch = new Subscription(this, tenantId);
        _watches.GetOrAdd(tenantId, _ => new()).TryAdd(watch, changed);
        return watch;
    }

    /// <summary>Call after the commit.</summary>
    public void Publish(Guid tenantId)
    {
        TellHere(tenantId);
        _nodes.Tell(Channels.BillingChanged, tenantId.ToString());
    }

    private void TellHere(string? subject)
    {
        if (Guid.TryParse(subject, out var tenantId))
            TellHere(tenantId);
        else if (subject is null)
            _watches.Keys.ToList().ForEach(TellHere);
    }

    private void TellHere(Guid tenantId)
    {
        if (!_watches.TryGetValue(tenantId, out var watches))
            return;
        foreach (var changed in watches.Values)
            _ = TellAsync(tenantId, changed);
    }

    private async Task TellAsync(Guid tenantId, Func<Task> changed)
    {
        try
        {
            await changed();
        }
        catch (ObjectDisposedException)
        {
            // The page closed while it was being told.
        }
        catch (Exception error)
        {
            LogFailed(error, tenantId);
        }
    }

    private void Forget(Subscription watch)
    {
        if (_watches.TryGetValue(watch.TenantId, out var watches))
            watches.TryRemove(watch, out _);
    }

    [LoggerMessage(LogLevel.Warning, "A page of tenant {TenantId} failed to read again after a change.")]
    private partial void LogFailed(Exception error, Guid tenantId);

    private sealed class Subscription(BillingFeed feed, Guid tenantId) : IDisposable
    {
        public Guid TenantId { get; } = tenantId;

        public void Dispose() => feed.Forget(this);
    }
}
