using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace PenguinMails.Dashboard.Data;

/// <summary>Brings the schema up to date before anything else of the application starts.</summary>
internal sealed class MigrateDatabase(BillingDbFactory databases) : IHostedService
{
    // Any number, as long as nobody else of this database locks by it.
    private const long MigrationLock = 7_201_942_533;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.ForPlatform();
        if (db.HasOtherNodes)
            await WaitForOthersAsync(db, cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // EF locks for each migration by itself: a node that had counted two would apply the second again, after another node did.
    private static async Task WaitForOthersAsync(BillingDb db, CancellationToken ct)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        try
        {
            if (!await creator.ExistsAsync(ct))
                await creator.CreateAsync(ct);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another node made it a moment ago.
        }

        // Held by this connection, which the migrations use too, until it is given back.
        await db.Database.OpenConnectionAsync(ct);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MigrationLock})", ct);
    }
}
