namespace PenguinMails.StripeSandbox;

/// <summary>A running sandbox: a Kestrel of its own, in this process.</summary>
public sealed class StripeSandboxHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Sandbox _sandbox;
    private readonly Dispatcher _dispatcher;
    private readonly TimeKeeper _time;

    private StripeSandboxHost(WebApplication app, Sandbox sandbox, Dispatcher dispatcher, TimeKeeper time) =>
        (_app, _sandbox, _dispatcher, _time) = (app, sandbox, dispatcher, time);

    public Uri Url => new(_sandbox.Url + "/");

    /// <summary>Real time plus the sandbox's offset; its timers fire when the clock is moved past them.</summary>
    public TimeProvider Clock => _sandbox.Clock;

    /// <summary>How far the clock stands from the machine's.</summary>
    public TimeSpan ClockOffset => _sandbox.Clock.Offset;

    /// <summary>Whether nothing was created yet.</summary>
    public bool IsEmpty => _sandbox.RunAsync(_ => _sandbox.Store.IsEmpty, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>
    /// Called after each step of an advance, when everything was delivered: the app does what is due on its side and returns
    /// when its next thing is due (or null), so that both sides' work happens in order of time.
    /// </summary>
    public Func<CancellationToken, Task<DateTimeOffset?>>? Settle
    {
        get => _time.Settle;
        set => _time.Settle = value;
    }

    public static async Task<StripeSandboxHost> StartAsync(SandboxOptions options, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var store = new Store(options.StatePath is null ? null : new SqliteFile(options.StatePath));
        store.Load();
        var sandbox = new Sandbox(store, new SandboxClock(options.BaseTime));
        var trace = new TraceFile(options.TracePath, options.EventTracePath);
        var dispatcher = new Dispatcher(sandbox, trace, sandbox.DeliveryFaults);
        var app = SandboxApp.Build(options.Url);
        var host = new StripeSandboxHost(app, sandbox, dispatcher, new TimeKeeper(sandbox, dispatcher, app.Logger));
        SandboxApp.Map(app, sandbox, trace, host);
        await app.StartAsync(ct);
        // The name it was asked to have, with the port it really got.
        sandbox.Url = $"http://{new Uri(options.Url).Host}:{new Uri(app.Urls.First()).Port}";
        await host._time.StartAsync(ct);
        dispatcher.Start();
        return host;
    }

    /// <summary>Registers an endpoint for all events, or gives a known one a new secret.</summary>
    public void SetWebhookEndpoint(Uri url, string secret) =>
        _sandbox.RunAsync(w => WebhookEndpoints.Register(w, url.ToString(), secret), CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Empties everything, the endpoints too, and optionally sets the clock, also to the past.</summary>
    public async Task ResetAsync(DateTimeOffset? clock = null)
    {
        await _sandbox.RunAsync(w => _sandbox.Store.Clear(), CancellationToken.None);
        _sandbox.Faults.Clear();
        _sandbox.DeliveryFaults.Clear();
        await _time.SetAsync(clock ?? _sandbox.Clock.BaseTime.GetUtcNow(), CancellationToken.None);
    }

    /// <summary>A reset by hand, beside a running app: the endpoints it registered stay.</summary>
    internal async Task ResetKeepingEndpointsAsync(DateTimeOffset? clock)
    {
        var endpoints = await _sandbox.RunAsync(w => w.Where("webhook_endpoint", e => e.Flag("_registered")), CancellationToken.None);
        await ResetAsync(clock);
        foreach (var endpoint in endpoints)
            SetWebhookEndpoint(new Uri(endpoint.Text("url")), endpoint.Text("_secret"));
    }

    /// <summary>Moves the clock on. Everything that falls due on the way happens in order and is delivered before this returns.</summary>
    public Task AdvanceAsync(DateTimeOffset to, CancellationToken ct = default) => _time.AdvanceAsync(to, ct);

    internal Task WaitForShutdownAsync(CancellationToken ct = default) => _app.WaitForShutdownAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _time.DisposeAsync();
        await _dispatcher.DisposeAsync();
        await _app.DisposeAsync();
        _sandbox.Dispose();
    }
}
