using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Data.Leases;

namespace PenguinMails.Dashboard.Plans;

/// <summary>Fills an empty catalogue.</summary>
internal sealed class PlanSeeder(BillingDbFactory databases, LeaseKeeper leases) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Nodes may start together on a new database.
        await using var lease = await leases.TakeAsync("plans", cancellationToken);
        await using var db = databases.ForNobody();
        if (!await db.Plans.AnyAsync(cancellationToken))
            db.Plans.AddRange(SeedCatalogue.Plans());
        if (!await db.AddOns.AnyAsync(cancellationToken))
            db.AddOns.AddRange(SeedAddOns.AddOns());
        if (!await db.MeteredPrices.AnyAsync(cancellationToken))
            db.MeteredPrices.Add(SeedCatalogue.ExtraEmails());
        await db.SaveChangesAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
