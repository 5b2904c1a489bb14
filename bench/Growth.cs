using PenguinMails.StripeSandbox;

namespace PenguinMails.Bench;

/// <summary>The same load over a thousand stored events and over a million: it should not matter.</summary>
internal static class Growth
{
    private const int Rounds = 7;
    private const int Events = 8_000;

    public static async Task RunAsync()
    {
        await using var stripe = await StripeSandboxHost.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0" });
        await using var small = await FilledAsync(stripe.Url, 1_000);
        await using var large = await FilledAsync(stripe.Url, 1_000_000);
        await WarmUp.RunAsync(small, large);
        var ratios = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var few = await Load.RunAsync(small.Address, Events, _ => "cus_nobody");
            await small.DrainedAsync();
            var many = await Load.RunAsync(large.Address, Events, _ => "cus_nobody");
            await large.DrainedAsync();
            ratios.Add(many.PerSecond / few.PerSecond);
            Console.WriteLine($"growth ({Store.Kind})   1,000 stored {few.PerSecond,8:N0}/s   1,000,000 stored {many.PerSecond,8:N0}/s   ratio {ratios[^1]:N2}");
        }

        ratios.Sort();
        Console.WriteLine($"  median ratio {ratios[Rounds / 2]:N2} (goal 0.90 or more)");
    }

    private static async Task<Node> FilledAsync(Uri stripe, int rows)
    {
        var node = new Node();
        await node.StartAsync(stripe);
        await node.StopAsync();
        using (var connection = node.Open())
        using (var transaction = connection.BeginTransaction())
        {
            Rows.Events(transaction, rows, _ => "cus_nobody", processed: true);
            transaction.Commit();
        }

        await node.StartAsync(stripe);
        return node;
    }
}
