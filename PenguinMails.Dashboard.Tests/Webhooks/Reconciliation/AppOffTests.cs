using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.StripeSandbox;

namespace PenguinMails.Dashboard.Tests.Webhooks.Reconciliation;

/// <summary>The application is away while things happen at Stripe, and no delivery is ever tried again.</summary>
public sealed class AppOffTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("penguin-");
    private StripeSandboxHost _stripe = default!;
    private HttpClient _http = default!;

    public async ValueTask InitializeAsync()
    {
        _stripe = await StripeSandboxHost.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0" }, Ct);
        _http = new HttpClient { BaseAddress = _stripe.Url };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_x");
    }

    [Fact]
    public async Task What_happened_while_the_application_was_off_is_there_after_its_start()
    {
        var customer = (await PostAsync("/v1/customers", ("name", "Initech")))["id"]!.ToString();
        await using (var first = Run())
        {
            await Eventually.BecomesAsync("the list was read and prices are mapped", () => Task.FromResult(
                Count("stripe_account_watch WHERE checked_at IS NOT NULL") == 1 && Count("plan_prices WHERE stripe_price_id IS NOT NULL") > 0));
            await first.KillAsync();
        }

        Execute($"""
            INSERT INTO tenants (id, name, created_at) VALUES ('00000000-0000-0000-0000-00000000000A', 'Initech', '2026-01-01 00:00:00');
            INSERT INTO billing_customers (tenant_id, stripe_customer_id, created_at) VALUES ('00000000-0000-0000-0000-00000000000A', '{customer}', '2026-01-01 00:00:00');
            """);
        var price = (await GetAsync("/v1/prices?lookup_keys[]=professional_monthly"))["data"]![0]!["id"]!.ToString();
        var card = (await PostAsync("/v1/payment_methods/pm_card_visa/attach", ("customer", customer)))["id"]!.ToString();
        await PostAsync("/v1/subscriptions", ("customer", customer), ("items[0][price]", price), ("default_payment_method", card));

        await using var second = Run();

        await Eventually.BecomesAsync("the subscription is in the mirror", () => Task.FromResult(Count("tenant_subscriptions WHERE status = 'active'") == 1));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _stripe.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }

    private DashboardProcess Run() => DashboardProcess.Start(
        "Production", "--Urls", "http://127.0.0.1:0", "--DataDirectory", _data.FullName, "--contentRoot", Repository.Root,
        "--Stripe:SecretKey", "sk_test_x", "--Stripe:WebhookSecrets:0", SignedEvent.SandboxSecret, "--Stripe:ApiBase", _stripe.Url.ToString().TrimEnd('/'));

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await _http.GetStringAsync(path, Ct))!;

    private async Task<JsonNode> PostAsync(string path, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await _http.PostAsync(path, content, Ct);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!;
    }

    private long Count(string rows)
    {
        try
        {
            using var connection = Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT count(*) FROM {rows}";
            return (long)command.ExecuteScalar()!;
        }
        catch (SqliteException)
        {
            // Not migrated yet.
            return -1;
        }
    }

    private void Execute(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_data.FullName, "billing.db")};Default Timeout=30");
        connection.Open();
        return connection;
    }
}
