using System.ComponentModel;
using System.Diagnostics;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.StripeSandbox;

namespace PenguinMails.Dashboard.Tests.StripeSandbox;

/// <summary>The walk of <c>node/walk.mjs</c>: a second client, Stripe's own, that shares not a line with the first.</summary>
public sealed class NodeWalkTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Stripes_node_library_walks_the_sandbox_and_verifies_its_webhooks()
    {
        var folder = Directory.CreateTempSubdirectory("penguin-walk-");
        try
        {
            foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "PenguinMails.Dashboard.Tests", "StripeSandbox", "node")))
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            Require(await RunAsync(folder.FullName, "node", "--version") is (0, _), "Node.js is not installed");
            var (installed, said) = await RunAsync(folder.FullName, "npm", "ci", "--no-audit", "--no-fund");
            Require(installed == 0, $"npm could not install Stripe's library: {said.Trim()}");

            var files = Traces.NewFiles();
            await using var sandbox = await StripeSandboxHost.StartAsync(new() { Url = "http://127.0.0.1:0", TracePath = files?.Exchanges, EventTracePath = files?.Events });
            var (walked, told) = await RunAsync(folder.FullName, "node", "walk.mjs", sandbox.Url.ToString());
            output.WriteLine(told);
            Assert.True(walked == 0, told);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What is missing skips the test and says so; with CI=true it fails.</summary>
    private static void Require(bool there, string otherwise)
    {
        if (!there && Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(otherwise);
        Assert.SkipUnless(there, otherwise);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string folder, string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            deadline.CancelAfter(TimeSpan.FromMinutes(2));
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(deadline.Token), process.StandardError.ReadToEndAsync(deadline.Token));
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, string.Concat(said));
        }
        catch (Win32Exception missing)
        {
            return (-1, missing.Message);
        }
    }
}
