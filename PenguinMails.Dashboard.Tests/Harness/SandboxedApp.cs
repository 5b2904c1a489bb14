using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.StripeSandbox;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>The real application beside a Stripe of its own, empty and without the demo: for tests that break deliveries, keys or the account.</summary>
public sealed class SandboxedApp : DashboardApp
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private StripeSandboxHost _stripe = default!;
    private HttpClient _http = default!;

    /// <summary>Settings of one test; set before <see cref="StartAsync"/> begins it.</summary>
    private readonly Dictionary<string, string> _settings = [];

    public StripeSandboxHost Stripe => _stripe;

    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("Stripe:SecretKey", "sk_test_x"),
        new("Stripe:WebhookSecrets:0", SignedEvent.SandboxSecret),
        new("Stripe:ApiBase", _stripe.Url.ToString().TrimEnd('/')),
        new("Webhooks:CustomersPerSecond", "1000"),
        .. _settings,
    ];

    /// <param name="settings">Beyond or instead of the usual ones.</param>
    public static async Task<SandboxedApp> StartAsync(params (string Key, string Value)[] settings)
    {
        var app = new SandboxedApp();
        foreach (var (key, value) in settings)
            app._settings[key] = value;
        await app.InitializeAsync();
        return app;
    }

    public override async ValueTask InitializeAsync()
    {
        _stripe = await StartApartAsync();
        _http = new HttpClient { BaseAddress = _stripe.Url };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_x");
        await base.InitializeAsync();
        ListenHere();
    }

    /// <summary>Gives the account an endpoint that leads here, for all events.</summary>
    public void ListenHere() => _stripe.SetWebhookEndpoint(new Uri(Address, "/webhooks/stripe"), SignedEvent.SandboxSecret);

    protected override void UseClock(IServiceCollection services) => services.AddSingleton(_stripe.Clock);

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A tenant with a Stripe customer.</summary>
    public async Task<BillingCustomer> CustomerAsync()
    {
        var (tenant, _) = await this.TenantAsync();
        return await Get<BillingCustomers>().GetOrCreateAsync(tenant, Ct);
    }

    /// <summary>Something happens at Stripe.</summary>
    public async Task<JsonNode> PostAsync(string path, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await _http.PostAsync(path, content, Ct);
        var body = await answer.Content.ReadAsStringAsync(Ct);
        return answer.IsSuccessStatusCode ? JsonNode.Parse(body)! : throw new InvalidOperationException(body);
    }

    public async Task<JsonNode> ReadAsync(string path) => JsonNode.Parse(await _http.GetStringAsync(path, Ct))!;

    public async Task DeleteAsync(string path)
    {
        using var answer = await _http.DeleteAsync(path, Ct);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Deliveries or the API go wrong, as the sandbox's control says it.</summary>
    public async Task FaultAsync(object fault)
    {
        using var answer = await _http.PostAsJsonAsync("/_sandbox/api/faults", fault, JsonSerializerOptions.Web, Ct);
        answer.EnsureSuccessStatusCode();
    }

    // Apart from this flow of execution, in which the application's own host is watched for.
    private static Task<StripeSandboxHost> StartApartAsync()
    {
        using (ExecutionContext.SuppressFlow())
            return Task.Run(() => StripeSandboxHost.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0" }));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _http.Dispose();
        await _stripe.DisposeAsync();
    }
}
