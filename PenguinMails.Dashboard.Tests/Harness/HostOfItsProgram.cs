using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>
/// A host that is stopped from one place: its program's entry point, which stops and disposes it as soon as it is told that it
/// should end. Whoever tests it asks for that and waits; stopping and disposing it here too would race with the entry point.
/// </summary>
internal sealed class HostOfItsProgram(IHost host, Task gone) : IHost
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public IServiceProvider Services => host.Services;

    public Task StartAsync(CancellationToken cancellationToken = default) => host.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (!gone.IsCompleted)
            host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        return gone.WaitAsync(Patience, TimeProvider.System, cancellationToken);
    }

    public void Dispose()
    {
        // Gone already.
    }
}

/// <summary>The first of the hosted services to be made, and so the last to be disposed.</summary>
internal sealed class EndOfHost(TaskCompletionSource gone) : IHostedService, IDisposable
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => gone.TrySetResult();
}
