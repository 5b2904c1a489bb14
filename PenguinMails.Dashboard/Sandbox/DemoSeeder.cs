using PenguinMails.StripeSandbox;

namespace PenguinMails.Dashboard.Sandbox;

/// <summary>Makes the demo on the first start; later starts find it and change nothing.</summary>
internal sealed class DemoSeeder(StripeSandboxHost sandbox, DemoAccounts accounts, DemoHistory history) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Globex first, while the clock stands in the past: its people are as old as its invoices.
        if (sandbox.IsEmpty)
            await history.LiveAsync(cancellationToken);
        await accounts.SeedAcmeAsync(cancellationToken);
        await accounts.SeedOperatorAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
