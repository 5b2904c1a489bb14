using Npgsql;
using NpgsqlTypes;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>One statement for any number of rows, column by column, prepared once.</summary>
internal sealed class PostgresInsert : IAsyncDisposable
{
    // Side by side in the list: there they are taken row by row, while behind FROM each would be copied into a table of its own first.
    private const string Statement = $"""
        INSERT INTO webhook_events ({InboxInsert.Columns})
        SELECT unnest(@p0), unnest(@p1), unnest(@p2), unnest(@p3), unnest(@p4), unnest(@p5), unnest(@p6), unnest(@p7), unnest(@p8), unnest(@p9), 0
        ON CONFLICT (event_id) DO NOTHING
        """;

    private readonly NpgsqlCommand _command;
    private readonly List<Action<IReadOnlyList<WebhookEvent>>> _columns = [];
    private bool _isPrepared;

    public PostgresInsert(NpgsqlConnection connection)
    {
        _command = new NpgsqlCommand(Statement, connection);
        Add(NpgsqlDbType.Text, row => row.EventId);
        Add(NpgsqlDbType.Text, row => row.Type);
        Add(NpgsqlDbType.Text, row => row.ApiVersion);
        Add(NpgsqlDbType.Text, row => row.StripeCustomerId);
        Add(NpgsqlDbType.Text, row => row.ObjectId);
        Add(NpgsqlDbType.Text, row => row.Payload);
        Add(NpgsqlDbType.TimestampTz, row => row.ReceivedAt.UtcDateTime);
        Add(NpgsqlDbType.TimestampTz, row => row.ProcessedAt?.UtcDateTime);
        Add(NpgsqlDbType.Text, row => row.IgnoredBecause);
        Add(NpgsqlDbType.TimestampTz, row => row.NextAttemptAt.UtcDateTime);
    }

    public async Task RunAsync(IReadOnlyList<WebhookEvent> rows, CancellationToken ct)
    {
        foreach (var fill in _columns)
            fill(rows);
        if (!_isPrepared)
            await _command.PrepareAsync(ct);
        _isPrepared = true;
        await _command.ExecuteNonQueryAsync(ct);
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();

    // A prepared statement keeps the parameters it was prepared with, and their types: they are filled anew, never replaced.
    private void Add<T>(NpgsqlDbType type, Func<WebhookEvent, T> column)
    {
        var parameter = new NpgsqlParameter<T[]> { ParameterName = $"p{_columns.Count}", NpgsqlDbType = NpgsqlDbType.Array | type };
        _command.Parameters.Add(parameter);
        _columns.Add(rows => parameter.TypedValue = [.. rows.Select(column)]);
    }
}
