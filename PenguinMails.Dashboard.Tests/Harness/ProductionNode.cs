using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using PenguinMails.StripeSandbox;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>The product in Production, as a process that can be killed and started again over the same data, with a sandbox that outlives it.</summary>
internal sealed class ProductionNode : IAsyncDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("penguin-");
    private readonly HttpClient _http = new();
    private DashboardProcess? _process;

    private ProductionNode(StripeSandboxHost stripe) => Stripe = stripe;

    public StripeSandboxHost Stripe { get; }

    public Uri Address { get; } = FreeAddress();

    public static async Task<ProductionNode> CreateAsync() =>
        new(await StripeSandboxHost.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0" }));

    public async Task StartAsync()
    {
        _process = DashboardProcess.Start(
            "Production", "--Urls", Address.ToString(), "--DataDirectory", _data.FullName, "--contentRoot", Repository.Root,
            "--Stripe:SecretKey", "sk_test_sandbox", "--Stripe:WebhookSecrets:0", SignedEvent.SandboxSecret, "--Stripe:ApiBase", Stripe.Url.ToString().TrimEnd('/'));
        await Eventually.BecomesAsync("the application answers", AnswersAsync);
    }

    public async Task KillAsync() => await _process!.KillAsync();

    /// <summary>Makes the Stripe customer a tenant of ours, as if it had bought here.</summary>
    public void Adopt(string customer, int number)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO tenants (id, name, created_at) VALUES ($id, $customer, '2026-01-01 00:00:00');
            INSERT INTO billing_customers (tenant_id, stripe_customer_id, created_at) VALUES ($id, $customer, '2026-01-01 00:00:00');
            """;
        command.Parameters.AddWithValue("$customer", customer);
        command.Parameters.AddWithValue("$id", new Guid(number, 0, 0, new byte[8]).ToString().ToUpperInvariant());
        command.ExecuteNonQuery();
    }

    public long Read(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _http.Dispose();
        await Stripe.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_data.FullName, "billing.db")};Default Timeout=30");
        connection.Open();
        return connection;
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return (await _http.GetAsync(new Uri(Address, "/sign-in"))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
