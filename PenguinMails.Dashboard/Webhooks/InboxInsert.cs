using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>
/// Writes events that are not known yet, in one transaction: the unique event id decides, so two nodes may write the same event
/// at the same time. Both databases speak this SQL.
/// </summary>
internal static class InboxInsert
{
    private const string Sql = """
        INSERT INTO webhook_events
            (event_id, type, api_version, stripe_customer_id, object_id, payload, received_at, processed_at, ignored_because, next_attempt_at, attempts)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10)
        ON CONFLICT (event_id) DO NOTHING
        """;

    public static async Task RunAsync(BillingDb db, IReadOnlyList<WebhookEvent> rows, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        var connection = db.Database.GetDbConnection();
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (connection.CanCreateBatch)
            await SendTogetherAsync(connection, transaction, rows, ct);
        else
            await RepeatAsync(connection, transaction, rows, ct);
        await transaction.CommitAsync(ct);
    }

    // A server is reached over a wire: all rows in one journey.
    private static async Task SendTogetherAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<WebhookEvent> rows, CancellationToken ct)
    {
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        // In one order everywhere: two nodes that write the same events crosswise would wait for each other.
        foreach (var row in rows.OrderBy(row => row.EventId, StringComparer.Ordinal))
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = Sql;
            foreach (var value in Values(row))
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@p{command.Parameters.Count}";
                parameter.Value = value ?? DBNull.Value;
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(ct);
    }

    // SQLite is a call away, and finds parameters by looking through all of them: one small statement, compiled once.
    private static async Task RepeatAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<WebhookEvent> rows, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Sql;
        foreach (var row in rows)
        {
            foreach (var (position, value) in Values(row).Index())
            {
                if (command.Parameters.Count == position)
                {
                    var parameter = command.CreateParameter();
                    parameter.ParameterName = $"@p{position}";
                    command.Parameters.Add(parameter);
                }

                command.Parameters[position].Value = value ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static IEnumerable<object?> Values(WebhookEvent row) =>
    [
        row.EventId, row.Type, row.ApiVersion, row.StripeCustomerId, row.ObjectId, row.Payload,
        row.ReceivedAt.UtcDateTime, row.ProcessedAt?.UtcDateTime, row.IgnoredBecause, row.NextAttemptAt.UtcDateTime, row.Attempts,
    ];
}
