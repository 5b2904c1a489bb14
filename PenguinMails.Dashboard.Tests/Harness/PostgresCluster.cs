using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>A cluster in a temporary folder, on loopback and a free port, that ends with the process that started it.</summary>
internal static class PostgresCluster
{
    public static async Task<string> StartAsync(string binaries)
    {
        var folder = Directory.CreateTempSubdirectory("penguin-postgres-");
        var data = Path.Combine(folder.FullName, "data");
        var port = FreePort();
        if (IsRoot)
            await RunAsync("chown", "postgres", folder.FullName);
        await AsPostgresAsync(Path.Combine(binaries, "initdb"), "-D", data, "-U", "penguin", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        // Nothing here outlives a power cut, and nothing has to: tests kill the product, not the machine.
        await AsPostgresAsync(Path.Combine(binaries, "pg_ctl"), "-D", data, "-w", "-t", "60", "-l", Path.Combine(folder.FullName, "log"),
            "-o", string.Create(CultureInfo.InvariantCulture, $"-h 127.0.0.1 -p {port} -k '' -c fsync=off -c max_connections=300"), "start");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(binaries, data, folder);
        return string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=penguin;Database=postgres");
    }

    private static bool IsRoot => Environment.UserName == "root";

    // PostgreSQL refuses to be root.
    private static Task AsPostgresAsync(string program, params string[] arguments) =>
        IsRoot ? RunAsync("runuser", ["-u", "postgres", "--", program, .. arguments]) : RunAsync(program, arguments);

    private static void Stop(string binaries, string data, DirectoryInfo folder)
    {
        AsPostgresAsync(Path.Combine(binaries, "pg_ctl"), "-D", data, "-m", "immediate", "stop").GetAwaiter().GetResult();
        folder.Delete(recursive: true);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {string.Join(' ', said)}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
