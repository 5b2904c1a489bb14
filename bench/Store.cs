using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace PenguinMails.Bench;

/// <summary>A node's database: SQLite in its own folder, or one of its own on the PostgreSQL server that was named.</summary>
internal abstract class Store
{
    /// <summary>A server on which databases may be created; null measures SQLite.</summary>
    public static string? PostgresServer { get; set; }

    public static string Kind => PostgresServer is null ? "SQLite" : "PostgreSQL";

    public static Store In(DirectoryInfo folder) => PostgresServer is null ? new SqliteStore(folder) : new PostgresStore(PostgresServer);

    /// <summary>What the node is told to find it.</summary>
    public abstract string ConnectionString { get; }

    public abstract DbConnection Open();

    public abstract void Drop();

    private sealed class SqliteStore(DirectoryInfo folder) : Store
    {
        public override string ConnectionString => $"Data Source={Path.Combine(folder.FullName, "billing.db")};Default Timeout=60";

        public override DbConnection Open()
        {
            var connection = new SqliteConnection(ConnectionString);
            connection.Open();
            return connection;
        }

        public override void Drop() => SqliteConnection.ClearAllPools();
    }

    private sealed class PostgresStore(string server) : Store
    {
        private readonly string _name = $"bench_{Guid.NewGuid():N}";

        public override string ConnectionString => new NpgsqlConnectionStringBuilder(server) { Database = _name }.ToString();

        public override DbConnection Open()
        {
            var connection = new NpgsqlConnection(ConnectionString);
            connection.Open();
            return connection;
        }

        public override void Drop()
        {
            NpgsqlConnection.ClearAllPools();
            using var connection = new NpgsqlConnection(server);
            connection.Open();
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A name of our own making.
            command.CommandText = $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)";
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }
    }
}
