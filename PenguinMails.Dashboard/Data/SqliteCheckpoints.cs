using Microsoft.Data.Sqlite;

namespace PenguinMails.Dashboard.Data;

/// <summary>
/// Moves what was committed from the write-ahead log into the database file, on a thread and a connection of its own. SQLite's
/// automatic way does it inside a commit: of a burst of deliveries one group in thirty would wait some 50 ms for it.
/// </summary>
internal sealed partial class SqliteCheckpoints(string connectionString, TimeProvider time, ILogger<SqliteCheckpoints> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Task.Run(Checkpoint, stoppingToken);
            }
            catch (SqliteException error)
            {
                LogFailed(error);
            }
        }
    }

    // Passive: it waits for nobody and nobody waits for it. What a reader still needs, the next one moves.
    private void Checkpoint()
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        command.ExecuteNonQuery();
    }

    [LoggerMessage(LogLevel.Warning, "SQLite's write-ahead log could not be moved into the database; it will be tried again.")]
    private partial void LogFailed(Exception error);
}
