using System.Net;
using System.Net.Sockets;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>The product in Production, as a process that can be killed and started again on the ground that it shares with others.</summary>
/// <param name="stripe">Where it reaches Stripe; null for where everybody does.</param>
/// <param name="settings">Beyond the usual ones.</param>
internal sealed class ProductionNode(CommonGround ground, Uri? stripe = null, params string[] settings) : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("penguin-");
    private readonly HttpClient _http = new();
    private DashboardProcess? _process;

    public string Environment { get; init; } = "Production";

    public Uri Address { get; } = FreeAddress();

    public bool IsAlive => _process is { HasExited: false };

    public async Task StartAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        var theirs = (stripe ?? ground.Stripe.Url).ToString().TrimEnd('/');
        _process = DashboardProcess.Start(
            Environment,
            ["--Urls", Address.ToString(), "--DataDirectory", _data.FullName, "--ConnectionStrings:Billing", ground.Connection, "--contentRoot", Repository.Root,
            "--Stripe:SecretKey", "sk_test_sandbox", "--Stripe:WebhookSecrets:0", SignedEvent.SandboxSecret, "--Stripe:ApiBase", theirs, "--Sandbox:FollowClock", theirs,
            .. settings]);
        await Eventually.BecomesAsync("the application answers", AnswersAsync, LongestStart);
    }

    /// <summary>Returns at once; <see cref="KillAsync"/> when it is gone.</summary>
    public void Kill() => _process!.Kill();

    public async Task KillAsync() => await _process!.KillAsync();

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _http.Dispose();
        _data.Delete(recursive: true);
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
