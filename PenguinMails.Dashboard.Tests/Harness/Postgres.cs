using Microsoft.EntityFrameworkCore;
using Npgsql;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>
/// A real PostgreSQL: the server that <c>PENGUIN_POSTGRES</c> names, else a cluster of this run's own from the machine's
/// binaries, else the tests that need one are skipped and say so. Every fixture gets a database of its own.
/// </summary>
internal static class Postgres
{
    private static string? _because;
    private static readonly Lazy<Task<string?>> Server = new(StartAsync);
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    /// <summary>The connection string of a new database with the product's tables, or null where there is no PostgreSQL.</summary>
    public static async Task<string?> NewDatabaseAsync() =>
        await Server.Value is { } server ? await CreateAsync(server, $"TEMPLATE \"{await Template.Value}\"") : null;

    /// <summary>The same without tables, as a first start finds it.</summary>
    public static async Task<string?> EmptyDatabaseAsync() => await Server.Value is { } server ? await CreateAsync(server, "") : null;

    /// <summary>For a test class's constructor: on a machine without PostgreSQL the test ends here, skipped, or failed where CI=true.</summary>
    public static T Need<T>(T fixture, string? database)
    {
        var missing = $"No PostgreSQL to test with{_because}. Install one, or name a server in PENGUIN_POSTGRES.";
        if (database is null && Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(missing);
        Assert.SkipWhen(database is null, missing);
        return fixture;
    }

    public static async Task DropAsync(string? database)
    {
        if (database is null)
            return;
        await using (var pool = new NpgsqlConnection(database))
            NpgsqlConnection.ClearPool(pool);
        await RunAsync((await Server.Value)!, $"DROP DATABASE IF EXISTS \"{new NpgsqlConnectionStringBuilder(database).Database}\" WITH (FORCE)");
    }

    private static async Task<string> CreateAsync(string server, string how)
    {
        var name = $"penguin_{Guid.NewGuid():N}";
        await RunAsync(server, $"CREATE DATABASE \"{name}\" {how}");
        return new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20 }.ToString();
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var database = (await EmptyDatabaseAsync())!;
        await using (var db = new DesignTimePostgres().CreateDbContext([]))
        {
            db.Database.SetConnectionString(database);
            await db.Database.MigrateAsync();
        }

        await using (var pool = new NpgsqlConnection(database))
            NpgsqlConnection.ClearPool(pool);
        return new NpgsqlConnectionStringBuilder(database).Database!;
    }

    private static async Task RunAsync(string server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string?> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("PENGUIN_POSTGRES") is { Length: > 0 } given)
            return BillingConnection.Parse(given).Text;
        try
        {
            return FindBinaries() is { } binaries ? await PostgresCluster.StartAsync(binaries) : null;
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            _because = $": {error.Message.TrimEnd('.')}";
            return null;
        }
    }

    private static string? FindBinaries()
    {
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(version => version.Length).ThenByDescending(version => version, StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return debian.Concat(onPath).FirstOrDefault(folder => Has(folder, "initdb") && Has(folder, "pg_ctl"));
    }

    // A link may have outlived what it leads to.
    private static bool Has(string folder, string program) =>
        new FileInfo(Path.Combine(folder, program)) is { Exists: true } file && (file.ResolveLinkTarget(returnFinalTarget: true)?.Exists ?? true);
}
