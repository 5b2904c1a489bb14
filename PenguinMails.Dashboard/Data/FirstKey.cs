using Microsoft.AspNetCore.DataProtection;
using PenguinMails.Dashboard.Data.Leases;

namespace PenguinMails.Dashboard.Data;

/// <summary>
/// Loads the keys that cookies and forms are protected with, making the first one if there is none. Nodes that start together
/// take turns, so that all of them know the one key; each would make its own otherwise, and refuse the other's cookies for a day.
/// </summary>
internal sealed class FirstKey(LeaseKeeper leases, IDataProtectionProvider protection) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var turn = await leases.TakeAsync("first-key", cancellationToken);
        protection.CreateProtector(nameof(FirstKey)).Protect([]);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
