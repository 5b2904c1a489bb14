using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>
/// One small statement for a row, compiled once and bound by position. SQLite's library directly: the driver looks each parameter
/// up by name and makes a reader for each row, which costs as much as the row.
/// </summary>
internal sealed class SqliteInsert : IDisposable
{
    private const string Statement = $"""
        INSERT INTO webhook_events ({InboxInsert.Columns})
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
        ON CONFLICT (event_id) DO NOTHING
        """;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private byte[] _text = new byte[16 * 1024];

    public SqliteInsert(SqliteConnection connection)
    {
        _database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_database, Statement, out _statement), _database);
    }

    public void Run(WebhookEvent row)
    {
        try
        {
            Bind(1, row.EventId);
            Bind(2, row.Type);
            Bind(3, row.ApiVersion);
            Bind(4, row.StripeCustomerId);
            Bind(5, row.ObjectId);
            Bind(6, row.Payload);
            Bind(7, row.ReceivedAt);
            Bind(8, row.ProcessedAt);
            Bind(9, row.IgnoredBecause);
            Bind(10, row.NextAttemptAt);
            var outcome = raw.sqlite3_step(_statement);
            if (outcome is not raw.SQLITE_DONE)
                SqliteException.ThrowExceptionForRC(outcome, _database);
        }
        finally
        {
            _ = raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Bind(int position, DateTimeOffset? at)
    {
        // As the driver writes a time, and therefore as every query compares it.
        Span<char> text = stackalloc char[32];
        if (at is not { } time)
            Bind(position, default(string));
        else if (time.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture))
            Bind(position, text[..length]);
    }

    private void Bind(int position, string? text)
    {
        if (text is null)
            Check(raw.sqlite3_bind_null(_statement, position));
        else
            Bind(position, text.AsSpan());
    }

    private void Bind(int position, ReadOnlySpan<char> text)
    {
        if (Encoding.UTF8.GetMaxByteCount(text.Length) is var most && most > _text.Length)
            _text = new byte[most];
        var length = Encoding.UTF8.GetBytes(text, _text);
        Check(raw.sqlite3_bind_text(_statement, position, _text.AsSpan(0, length)));
    }

    private void Check(int outcome) => SqliteException.ThrowExceptionForRC(outcome, _database);
}
