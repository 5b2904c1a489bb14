using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Plans;

/// <summary>Fills an empty catalogue.</summary>
internal sealed class PlanSeeder(BillingDbFactory databases) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.ForNobody();
        if (await db.Plans.AnyAsync(cancellationToken))
            return;
        db.Plans.AddRange(SeedCatalogue.Plans());
        await db.SaveChangesAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
