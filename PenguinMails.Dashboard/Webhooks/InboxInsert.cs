using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>
/// Writes events that are not known yet, in one transaction: the unique event id decides, so two nodes may write the same event
/// at the same time.
/// </summary>
internal sealed class InboxInsert(BillingDb db) : IAsyncDisposable
{
    internal const string Columns =
        "event_id, type, api_version, stripe_customer_id, object_id, payload, received_at, processed_at, ignored_because, next_attempt_at, attempts";

    // Opened and compiled once for the writer's life: for a small group that would cost as much as the rows.
    private SqliteInsert? _one;
    private PostgresInsert? _all;

    public async Task RunAsync(IReadOnlyList<WebhookEvent> rows, CancellationToken ct)
    {
        var connection = db.Database.GetDbConnection();
        if (connection.State is not ConnectionState.Open)
            await db.Database.OpenConnectionAsync(ct);
        if (connection is NpgsqlConnection server)
        {
            await SendTogetherAsync(server, rows, ct);
            return;
        }

        await using var transaction = await connection.BeginTransactionAsync(ct);
        Repeat((SqliteConnection)connection, rows);
        await transaction.CommitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        _one?.Dispose();
        if (_all is not null)
            await _all.DisposeAsync();
        await db.DisposeAsync();
    }

    // A server is reached over a wire: all rows in one journey and one statement, which is a transaction by itself.
    private async Task SendTogetherAsync(NpgsqlConnection connection, IReadOnlyList<WebhookEvent> rows, CancellationToken ct)
    {
        _all ??= new PostgresInsert(connection);
        // In one order everywhere: two nodes that write the same events crosswise would wait for each other.
        await _all.RunAsync([.. rows.OrderBy(row => row.EventId, StringComparer.Ordinal)], ct);
    }

    // SQLite is a call away: nothing is won by sending rows together.
    private void Repeat(SqliteConnection connection, IReadOnlyList<WebhookEvent> rows)
    {
        _one ??= new SqliteInsert(connection);
        foreach (var row in rows)
            _one.Run(row);
    }
}
