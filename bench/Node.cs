using System.Data.Common;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PenguinMails.Bench;

/// <summary>A process under measurement: the product in Production over data of its own, or the empty endpoint.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("penguin-bench-");
    private readonly Store _store;
    private Process? _process;

    public Node() => _store = Store.In(_data);

    public Uri Address { get; } = FreeAddress();

    /// <summary>Of the process, since its start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public string DataDirectory => _data.FullName;

    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>Whether this is the product; the empty endpoint has no database.</summary>
    private bool IsProduct { get; set; }

    public static async Task<Node> EmptyAsync()
    {
        var node = new Node();
        await node.LaunchAsync([typeof(Node).Assembly.Location, EmptyEndpoint.Word, node.Address.ToString()]);
        return node;
    }

    public Task StartAsync(Uri stripe)
    {
        IsProduct = true;
        return LaunchAsync(
        [
            typeof(Dashboard.Data.BillingDb).Assembly.Location, "--environment", "Production", "--contentRoot", Root, "--Urls", Address.ToString(),
            "--DataDirectory", _data.FullName, "--ConnectionStrings:Billing", _store.ConnectionString, "--Logging:LogLevel:Default", "Error",
            "--Stripe:SecretKey", "sk_test_bench", "--Stripe:WebhookSecrets:0", Load.Secret, "--Stripe:ApiBase", stripe.ToString().TrimEnd('/'),
        ]);
    }

    /// <summary>Waits until every stored event is worked off.</summary>
    public async Task DrainedAsync()
    {
        if (!IsProduct)
            return;
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM webhook_events WHERE processed_at IS NULL AND dead_at IS NULL";
        while ((long)command.ExecuteScalar()! > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
    }

    /// <summary>How many events it holds: an answer is worth nothing where it holds none.</summary>
    public long Stored()
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM webhook_events";
        return (long)command.ExecuteScalar()!;
    }

    public async Task StopAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    public DbConnection Open() => _store.Open();

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await StopAsync();
        _store.Drop();
        _data.Delete(recursive: true);
    }

    private async Task LaunchAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var http = new HttpClient();
        while (!await AnswersAsync(http))
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
    }

    private async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            return (await http.GetAsync(new Uri(Address, "/sign-in"))).IsSuccessStatusCode;
        }
        catch (HttpRequestException) when (!_process!.HasExited)
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

    private static string FindRoot(DirectoryInfo? folder) =>
        File.Exists(Path.Combine(folder!.FullName, "PenguinMails.Dashboard.sln")) ? folder.FullName : FindRoot(folder.Parent);
}
