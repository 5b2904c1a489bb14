using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PenguinMails.Dashboard.Data;

/// <summary>
/// Write-ahead logging, so that readers never wait for a writer, and a full sync on commit: Stripe is told "received"
/// only for what would survive a power cut.
/// </summary>
internal sealed class SqliteDurability : DbConnectionInterceptor
{
    // The busy timeout is SQLite's own: it looks again within a millisecond, where the driver would sleep for 150.
    // Pages of 8 kB hold three events where the usual ones hold one; a database that exists keeps the size it was made with.
    private const string Pragmas = "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 15000; PRAGMA wal_autocheckpoint = 20000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
