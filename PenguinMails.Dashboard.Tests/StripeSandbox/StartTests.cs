using System.Diagnostics;
using PenguinMails.StripeSandbox;

namespace PenguinMails.Dashboard.Tests.StripeSandbox;

public sealed class StartTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_fresh_sandbox_answers_within_a_second()
    {
        // The first one of a process also pays for compiling it; the one after it is what a test waits for.
        await using var first = await StripeSandboxHost.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0" });
        var started = Stopwatch.StartNew();
        await using var stripe = await LocalStripe.StartAsync();
        await stripe.Api.Customers.ListAsync();
        output.WriteLine($"A fresh sandbox answered after {started.ElapsedMilliseconds} ms.");
        Assert.True(started.Elapsed < TimeSpan.FromSeconds(1), $"It took {started.ElapsedMilliseconds} ms.");
        Assert.True(stripe.Host.IsEmpty);
    }
}
