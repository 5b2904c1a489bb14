using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.StripeSandbox;

namespace PenguinMails.Dashboard.Tests.Webhooks;

/// <summary>The process dies right after it answered 200. What it promised must still happen, and only once.</summary>
public sealed class PowerCutTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("penguin-");
    private StripeSandboxHost _stripe = default!;

    public async ValueTask InitializeAsync() => _stripe = await StripeSandboxHost.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0" }, Ct);

    [Fact]
    public async Task An_event_that_was_answered_200_is_processed_once_after_the_restart()
    {
        var address = FreeAddress();
        var customer = await CustomerAsync();
        var id = SignedEvent.NewId();
        await using (var first = Run(address))
        {
            await AnswersAsync(address, first);
            await AdoptAsync(customer);
            var body = SignedEvent.Body(id, "customer.updated", $$"""{"id":"{{customer}}","object":"customer"}""");
            using var http = new HttpClient();
            using var content = SignedEvent.Of(body, TimeProvider.System.GetUtcNow());
            var answer = await http.PostAsync(new Uri(address, "/webhooks/stripe"), content, Ct);
            await first.KillAsync();
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        await using var second = Run(address);
        await Eventually.BecomesAsync("the event is processed", () => Task.FromResult(Read($"SELECT count(*) FROM webhook_events WHERE event_id = '{id}' AND processed_at IS NOT NULL AND ignored_because IS NULL") == 1));
        Assert.Equal(1, Read($"SELECT count(*) FROM webhook_events WHERE event_id = '{id}'"));
        Assert.Equal(1, Read($"SELECT count(*) FROM billing_customers WHERE stripe_customer_id = '{customer}' AND synced_at IS NOT NULL"));
    }

    public async ValueTask DisposeAsync()
    {
        await _stripe.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }

    private DashboardProcess Run(Uri address) => DashboardProcess.Start(
        "Production", "--Urls", address.ToString(), "--DataDirectory", _data.FullName, "--contentRoot", Repository.Root,
        "--Stripe:SecretKey", "sk_test_x", "--Stripe:WebhookSecrets:0", SignedEvent.SandboxSecret, "--Stripe:ApiBase", _stripe.Url.ToString().TrimEnd('/'));

    private async Task<string> CustomerAsync()
    {
        using var http = new HttpClient { BaseAddress = _stripe.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", "sk_test_x");
        using var form = new FormUrlEncodedContent([new("name", "Initech")]);
        using var answer = await http.PostAsync("/v1/customers", form, Ct);
        using var json = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        return json.RootElement.GetProperty("id").GetString()!;
    }

    private Task AdoptAsync(string customer)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO tenants (id, name, created_at) VALUES ('00000000-0000-0000-0000-00000000000A', 'Initech', '2026-01-01 00:00:00');
            INSERT INTO billing_customers (tenant_id, stripe_customer_id, created_at) VALUES ('00000000-0000-0000-0000-00000000000A', $customer, '2026-01-01 00:00:00');
            """;
        command.Parameters.AddWithValue("$customer", customer);
        command.ExecuteNonQuery();
        return Task.CompletedTask;
    }

    private long Read(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_data.FullName, "billing.db")};Default Timeout=30");
        connection.Open();
        return connection;
    }

    private static async Task AnswersAsync(Uri address, DashboardProcess process)
    {
        using var http = new HttpClient();
        await Eventually.BecomesAsync($"the application answers; it said: {process.Output}", async () =>
        {
            try
            {
                return (await http.GetAsync(new Uri(address, "/sign-in"), Ct)).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
