using System.Collections.Concurrent;
using PenguinMails.Dashboard.Accounts;

namespace PenguinMails.Dashboard.Invoices.Archive;

/// <summary>
/// Where packed archives wait for their browser: some minutes, for their own tenant alone. On this node, since it is the page's
/// own connection that asked for them; whoever comes too late packs again.
/// </summary>
public sealed class ArchiveShelf(TimeProvider time) : IDisposable
{
    internal static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<Guid, Zip> _zips = new();

    internal string NewPath() => Path.Combine(Path.GetTempPath(), $"penguin-invoices-{Guid.NewGuid():N}.zip");

    internal Guid Put(Caller caller, string path)
    {
        Sweep();
        var token = Guid.NewGuid();
        _zips[token] = new Zip(caller.OwnTenant, path, time.GetUtcNow() + Kept, time.CreateTimer(_ => Sweep(), null, Kept, Timeout.InfiniteTimeSpan));
        return token;
    }

    /// <summary>As often as asked for: a download that broke off is begun anew.</summary>
    public Stream? Open(Caller caller, Guid token)
    {
        Sweep();
        return _zips.TryGetValue(token, out var zip) && zip.TenantId == caller.OwnTenant ? File.OpenRead(zip.Path) : null;
    }

    private void Sweep()
    {
        foreach (var (token, zip) in _zips.Where(zip => zip.Value.Until <= time.GetUtcNow()))
            Remove(token, zip);
    }

    private void Remove(Guid token, Zip zip)
    {
        if (!_zips.TryRemove(token, out _))
            return;
        zip.Timer.Dispose();
        File.Delete(zip.Path);
    }

    public void Dispose()
    {
        foreach (var (token, zip) in _zips)
            Remove(token, zip);
    }

    private sealed record Zip(Guid TenantId, string Path, DateTimeOffset Until, ITimer Timer);
}
