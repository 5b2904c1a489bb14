namespace PenguinMails.Bench;

/// <summary>Lets both sides run until what is hot has been compiled for good: a server runs for days, and its first seconds say nothing of them.</summary>
internal static class WarmUp
{
    private const int Rounds = 15;
    private const int Events = 8_000;

    public static async Task RunAsync(params Node[] nodes)
    {
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var node in nodes)
                await Load.RunAsync(node.Address, Events, _ => "cus_nobody");
            foreach (var node in nodes)
                await node.DrainedAsync();
        }
    }
}
