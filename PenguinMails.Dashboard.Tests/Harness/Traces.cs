namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>Where sandboxes under test write what was said, when <c>PENGUIN_TRACES</c> names a folder: <c>bin/ci</c> has it checked against Stripe's interface.</summary>
internal static class Traces
{
    public static IEnumerable<KeyValuePair<string, string>> Settings()
    {
        if (Environment.GetEnvironmentVariable("PENGUIN_TRACES") is not { Length: > 0 } folder)
            yield break;
        var id = Guid.NewGuid().ToString("N");
        yield return new("Sandbox:TracePath", Path.Combine(folder, $"trace-{id}.jsonl"));
        yield return new("Sandbox:EventTracePath", Path.Combine(folder, $"events-{id}.jsonl"));
    }
}
