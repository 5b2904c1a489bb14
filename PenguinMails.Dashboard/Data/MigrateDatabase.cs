using Microsoft.EntityFrameworkCore;

namespace PenguinMails.Dashboard.Data;

/// <summary>Brings the schema up to date before anything else of the application starts.</summary>
internal sealed class MigrateDatabase(BillingDbFactory databases) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.ForPlatform();
        await db.Database.MigrateAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
