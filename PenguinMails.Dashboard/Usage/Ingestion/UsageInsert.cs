using System.Data.Common;
using Npgsql;

namespace PenguinMails.Dashboard.Usage.Ingestion;

/// <summary>Writes records whose keys are not known yet, and says which those were: the primary key decides, whoever else writes.</summary>
internal static class UsageInsert
{
    private const string Columns = "INSERT INTO usage_records (tenant_id, idempotency_key, metric, quantity, timestamp, received_at)";
    private const string UnlessKnown = "ON CONFLICT (tenant_id, idempotency_key) DO NOTHING";

    public static Task<IReadOnlySet<string>> RunAsync(
        DbTransaction transaction, Guid tenantId, IReadOnlyList<UsageEntry> entries, DateTimeOffset now, CancellationToken ct) =>
        transaction.Connection is NpgsqlConnection connection
            ? SendTogetherAsync(connection, tenantId, entries, now, ct)
            : RepeatAsync(transaction, tenantId, entries, now, ct);

    // A server is reached over a wire: all rows in one journey, as columns.
    private static async Task<IReadOnlySet<string>> SendTogetherAsync(
        NpgsqlConnection connection, Guid tenantId, IReadOnlyList<UsageEntry> entries, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"{Columns} SELECT $1, key, metric, quantity, at, $2 FROM unnest($3, $4, $5, $6) AS told (key, metric, quantity, at) {UnlessKnown} RETURNING idempotency_key",
            connection)
        {
            Parameters =
            {
                new() { Value = tenantId },
                new() { Value = now.UtcDateTime },
                new() { Value = entries.Select(entry => entry.IdempotencyKey).ToArray() },
                new() { Value = entries.Select(entry => entry.Metric.ToString()).ToArray() },
                new() { Value = entries.Select(entry => entry.Quantity).ToArray() },
                new() { Value = entries.Select(entry => entry.Timestamp.UtcDateTime).ToArray() },
            },
        };
        var written = new HashSet<string>(entries.Count, StringComparer.Ordinal);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            written.Add(rows.GetString(0));
        return written;
    }

    // SQLite is a call away: one small statement, compiled once.
    private static async Task<IReadOnlySet<string>> RepeatAsync(
        DbTransaction transaction, Guid tenantId, IReadOnlyList<UsageEntry> entries, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"{Columns} VALUES (@tenant, @key, @metric, @quantity, @at, @now) {UnlessKnown}";
        Add(command, "@tenant", tenantId);
        Add(command, "@now", now.UtcDateTime);
        var (key, metric, quantity, at) = (Add(command, "@key", ""), Add(command, "@metric", ""), Add(command, "@quantity", 0L), Add(command, "@at", default(DateTime)));
        var written = new HashSet<string>(entries.Count, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            (key.Value, metric.Value, quantity.Value, at.Value) = (entry.IdempotencyKey, entry.Metric.ToString(), entry.Quantity, entry.Timestamp.UtcDateTime);
            if (await command.ExecuteNonQueryAsync(ct) == 1)
                written.Add(entry.IdempotencyKey);
        }

        return written;
    }

    private static DbParameter Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
        return parameter;
    }
}
