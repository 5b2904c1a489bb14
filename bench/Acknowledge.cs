using PenguinMails.StripeSandbox;

namespace PenguinMails.Bench;

/// <summary>Events acknowledged in a second, as a ratio to the endpoint that stores nothing, in turn within one run.</summary>
internal static class Acknowledge
{
    private const int Rounds = 7;
    private const int Events = 16_000;

    public static async Task RunAsync()
    {
        await using var stripe = await StripeSandboxHost.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0" });
        await using var empty = await Node.EmptyAsync();
        await using var node = new Node();
        await node.StartAsync(stripe.Url);
        await WarmUp.RunAsync(empty, node);

        var ratios = new List<double>();
        Console.WriteLine($"acknowledge ({Store.Kind})   empty/s   stored/s   ratio   median    p99     processor time for an event: empty  stored  load");
        var before = node.Stored();
        for (var round = 0; round < Rounds; round++)
        {
            var (emptyBefore, nodeBefore, loadBefore) = (empty.ProcessorTime, node.ProcessorTime, Environment.CpuUsage.TotalTime);
            var most = await Load.RunAsync(empty.Address, Events, _ => "cus_nobody");
            var stored = await Load.RunAsync(node.Address, Events, _ => "cus_nobody");
            var (emptyAfter, nodeAfter, loadAfter) = (empty.ProcessorTime, node.ProcessorTime, Environment.CpuUsage.TotalTime);
            // What one round leaves to be worked off must not slow the next, least of all that of the empty endpoint.
            await node.DrainedAsync();
            ratios.Add(stored.PerSecond / most.PerSecond);
            Console.WriteLine($"  round {round + 1}             {most.PerSecond,8:N0}   {stored.PerSecond,8:N0}   {ratios[^1],5:N2}   {stored.Median.TotalMilliseconds,5:N1} ms {stored.NinetyNinth.TotalMilliseconds,6:N1} ms"
                + $"   {Each(emptyAfter - emptyBefore),30:N0} µs {Each(nodeAfter - nodeBefore),4:N0} µs {Each(loadAfter - loadBefore) / 2,4:N0} µs");
        }

        if (node.Stored() - before != Rounds * Events)
            throw new InvalidOperationException($"{Rounds * Events:N0} events were acknowledged, and {node.Stored() - before:N0} stored.");
        ratios.Sort();
        Console.WriteLine($"  median ratio {ratios[Rounds / 2]:N2} (goal {(Store.PostgresServer is null ? "0.80" : "0.60")})");
    }

    private static double Each(TimeSpan all) => all.TotalMicroseconds / Events;
}
