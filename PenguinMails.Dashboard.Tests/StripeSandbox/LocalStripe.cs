using System.Globalization;
using System.Text.Json;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.StripeSandbox;
using Stripe;

namespace PenguinMails.Dashboard.Tests.StripeSandbox;

/// <summary>A sandbox of a test's own, in memory and on a free port, and Stripe's own client for it. Its time stands until it is moved.</summary>
internal sealed class LocalStripe : IAsyncDisposable
{
    private const string Begins = "2026-03-01T12:00:00Z";

    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false });

    private LocalStripe(StripeSandboxHost host)
    {
        Host = host;
        Address = host.Url.ToString().TrimEnd('/');
        _http.DefaultRequestHeaders.Authorization = new("Bearer", "sk_test_sandbox");
        Api = new StripeClient(new StripeClientOptions
        {
            ApiKey = "sk_test_sandbox",
            ApiBase = Address,
            ConnectBase = Address,
            FilesBase = Address,
            MeterEventsBase = Address,
            HttpClient = new SystemNetHttpClient(_http, maxNetworkRetries: 0),
        }).V1;
    }

    public StripeSandboxHost Host { get; }
    public string Address { get; }
    public V1Services Api { get; }
    public HttpClient Http => _http;
    public DateTime Now => Host.Clock.GetUtcNow().UtcDateTime;

    /// <summary>Requests that are wrong on purpose go to an untraced sandbox: its traffic is not what the product says.</summary>
    public static async Task<LocalStripe> StartAsync(string at = Begins, bool traced = true)
    {
        var files = traced ? Traces.NewFiles() : null;
        var host = await StripeSandboxHost.StartAsync(new SandboxOptions
        {
            Url = "http://127.0.0.1:0",
            TracePath = files?.Exchanges,
            EventTracePath = files?.Events,
            BaseTime = new StandingClock(),
        });
        await host.ResetAsync(Time(at));
        return new LocalStripe(host);
    }

    public static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

    public Task AdvanceAsync(TimeSpan by) => Host.AdvanceAsync(Host.Clock.GetUtcNow() + by);

    public Task AdvanceAsync(string to) => Host.AdvanceAsync(Time(to));

    /// <summary>Asks for trouble at <c>/_sandbox/api/faults</c>.</summary>
    public Task FaultAsync(object fault) => ControlAsync("faults", fault);

    public async Task ControlAsync(string call, object body)
    {
        using var content = new StringContent(JsonSerializer.Serialize(body));
        using var response = await _http.PostAsync(new Uri($"{Address}/_sandbox/api/{call}"), content);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>What a person does at their bank's 3-D Secure page; the answer is where they are sent then.</summary>
    public async Task<Uri?> AuthenticateAsync(string page, bool complete = true)
    {
        using var form = new FormUrlEncodedContent([new("outcome", complete ? "complete" : "fail")]);
        using var response = await _http.PostAsync(new Uri(page), form);
        return response.Headers.Location;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Host.DisposeAsync();
    }
}
