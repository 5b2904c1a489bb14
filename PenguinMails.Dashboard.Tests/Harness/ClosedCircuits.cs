using Microsoft.AspNetCore.Components.Server.Circuits;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>Counts the pages that the server has let go.</summary>
public sealed class ClosedCircuits : CircuitHandler
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _count);
        return Task.CompletedTask;
    }
}
