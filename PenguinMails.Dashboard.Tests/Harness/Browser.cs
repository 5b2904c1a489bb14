using Microsoft.Playwright;
using Xunit;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>A real Chromium: the machine's own, else one that Playwright fetches, else the test is skipped and says so.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    // Tests with a browser take turns (one collection), and what an earlier one left open would go on working in the background.
    public const string Turns = "Browser";
    private readonly List<(string? Test, IBrowserContext Context)> _open = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string? _missing;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        try
        {
            var own = FindChromium();
            // Playwright's own is fetched only where the machine has none; exit code 0 means it is there now.
            if (own is null && Microsoft.Playwright.Program.Main(["install", "chromium"]) != 0)
                throw new PlaywrightException("Playwright could not fetch one");
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = own, Args = Arguments });
        }
        catch (PlaywrightException error)
        {
            _missing = $"No Chromium to test with: {error.Message.Split('\n')[0]}. Install one, or name it in PENGUIN_CHROMIUM.";
        }
    }

    /// <summary>A window with no past. On a machine without a browser the test ends here: skipped, or failed where CI=true.</summary>
    public async Task<IPage> NewPageAsync(BrowserNewContextOptions? options = null)
    {
        if (_browser is null && Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(_missing!);
        Assert.SkipWhen(_browser is null, _missing ?? "");
        var test = TestContext.Current.Test?.UniqueID;
        foreach (var (_, left) in _open.Where(one => one.Test != test).ToList())
            await left.CloseAsync();
        _open.RemoveAll(one => one.Test != test);
        var context = await _browser!.NewContextAsync(options ?? new());
        _open.Add((test, context));
        context.SetDefaultTimeout(15_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string? FindChromium()
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => new[] { Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser"), Path.Combine(folder, "google-chrome") });
        return new[] { Environment.GetEnvironmentVariable("PENGUIN_CHROMIUM"), "/usr/bin/chromium" }.Concat(onPath).FirstOrDefault(File.Exists);
    }
}
