using Microsoft.Data.Sqlite;

namespace PenguinMails.StripeSandbox.Storage;

/// <summary>The state on disk: one row an object. A process that dies loses nothing it had answered.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly SqliteConnection _connection;

    public SqliteFile(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        // With WAL a commit survives the death of the process; only a power cut could take the last ones, which a sandbox can bear.
        Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; CREATE TABLE IF NOT EXISTS objects (id TEXT PRIMARY KEY, json TEXT NOT NULL)");
    }

    public IEnumerable<JsonObject> ReadAll()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT json FROM objects ORDER BY rowid";
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return JsonNode.Parse(reader.GetString(0))!.AsObject();
    }

    public void Write(IReadOnlyDictionary<string, JsonObject?> changes)
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var (id, o) in changes)
        {
            using var command = _connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = o is null
                ? "DELETE FROM objects WHERE id = $id"
                : "INSERT INTO objects (id, json) VALUES ($id, $json) ON CONFLICT (id) DO UPDATE SET json = excluded.json";
            command.Parameters.AddWithValue("$id", id);
            if (o is not null)
                command.Parameters.AddWithValue("$json", o.ToJsonString());
            command.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    public void Clear() => Run("DELETE FROM objects");

    public void Dispose() => _connection.Dispose();

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
