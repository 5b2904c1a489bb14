using System.Diagnostics;
using System.Text;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>The application as a process of its own, so that it can be killed like one.</summary>
internal sealed class DashboardProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private DashboardProcess(Process process) => _process = process;

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public static DashboardProcess Start(string environment, params string[] settings)
    {
        var dll = typeof(BillingDb).Assembly.Location;
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(dll)!,
            ArgumentList = { dll, "--environment", environment },
        };
        foreach (var setting in settings)
            start.ArgumentList.Add(setting);
        // Settings of whoever runs the tests must not leak into the application under test.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("Stripe__", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);

        var running = new DashboardProcess(Process.Start(start)!);
        running._process.OutputDataReceived += (_, line) => running.Note(line.Data);
        running._process.ErrorDataReceived += (_, line) => running.Note(line.Data);
        running._process.BeginOutputReadLine();
        running._process.BeginErrorReadLine();
        return running;
    }

    /// <summary>As a power cut would: no handler runs, nothing is flushed.</summary>
    public void Kill() => _process.Kill();

    /// <summary>The same, and returns when it is gone.</summary>
    public async Task KillAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
    }

    public async Task WaitForExitAsync(CancellationToken ct) => await _process.WaitForExitAsync(ct);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private void Note(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
