using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace PenguinMails.Dashboard.Data;

/// <summary>Which database the setting <c>ConnectionStrings:Billing</c> names: SQLite's file by default, PostgreSQL where several nodes share one.</summary>
public sealed record BillingConnection(string Text, bool IsPostgres, string? Problem = null)
{
    private const string Setting = "ConnectionStrings:Billing";
    private static readonly string[] Schemes = ["postgres", "postgresql"];

    public static BillingConnection Of(IHostApplicationBuilder builder) => builder.Configuration.GetConnectionString("Billing") is { Length: > 0 } given
        ? Parse(given)
        : new(new SqliteConnectionStringBuilder
        {
            DataSource = DataDirectory.Path(builder.Configuration, builder.Environment.ContentRootPath, "billing.db"),
        }.ToString(), IsPostgres: false);

    internal static BillingConnection Parse(string given)
    {
        try
        {
            // Hosting services hand out addresses; Npgsql reads keys and values.
            if (Uri.TryCreate(given, UriKind.Absolute, out var address) && Schemes.Contains(address.Scheme))
                return Server(FromAddress(address));
            var keys = new DbConnectionStringBuilder { ConnectionString = given };
            if (keys.ContainsKey("Host") || keys.ContainsKey("Server"))
                return Server(new NpgsqlConnectionStringBuilder(given));
            if (keys.ContainsKey("Data Source") || keys.ContainsKey("DataSource") || keys.ContainsKey("Filename"))
                return new(new SqliteConnectionStringBuilder(given).ToString(), IsPostgres: false);
            return Unreadable("it names neither a file nor a server");
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            return Unreadable(error.Message.TrimEnd('.'));
        }
    }

    // Says nothing of the text itself: it may hold a password.
    private static BillingConnection Unreadable(string why) => new("", IsPostgres: false,
        $"{Setting} cannot be read: {why}. Set \"Data Source=billing.db\" for SQLite, or \"Host=…;Database=…;Username=…;Password=…\" or postgres://… for PostgreSQL.");

    // A group of deliveries is hundreds of kB: through the usual 8 kB each would wake the server dozens of times.
    private static BillingConnection Server(NpgsqlConnectionStringBuilder settings)
    {
        settings.WriteBufferSize = Math.Max(settings.WriteBufferSize, 64 * 1024);
        return new(settings.ToString(), IsPostgres: true);
    }

    private static NpgsqlConnectionStringBuilder FromAddress(Uri address)
    {
        var who = address.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder { Host = Uri.UnescapeDataString(address.Host) };
        if (address.Port > 0)
            settings.Port = address.Port;
        if (address.AbsolutePath.Trim('/') is { Length: > 0 } database)
            settings.Database = Uri.UnescapeDataString(database);
        if (who[0].Length > 0)
            settings.Username = Uri.UnescapeDataString(who[0]);
        if (who.Length > 1)
            settings.Password = Uri.UnescapeDataString(who[1]);
        foreach (var pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)))
        {
            // libpq writes sslmode and verify-full where Npgsql writes SSL Mode and VerifyFull.
            var (key, value) = (Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? ""));
            settings[key is "sslmode" ? "SSL Mode" : key] = key is "sslmode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }

        return settings;
    }
}
