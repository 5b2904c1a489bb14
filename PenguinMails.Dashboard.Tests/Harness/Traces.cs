namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>Where sandboxes under test write what was said, when <c>PENGUIN_TRACES</c> names a folder: <c>bin/ci</c> has it checked against Stripe's interface.</summary>
internal static class Traces
{
    public static (string Exchanges, string Events)? NewFiles()
    {
        if (Environment.GetEnvironmentVariable("PENGUIN_TRACES") is not { Length: > 0 } folder)
            return null;
        var id = Guid.NewGuid().ToString("N");
        return (Path.Combine(folder, $"trace-{id}.jsonl"), Path.Combine(folder, $"events-{id}.jsonl"));
    }

    public static IEnumerable<KeyValuePair<string, string>> Settings()
    {
        if (NewFiles() is not { } files)
            yield break;
        yield return new("Sandbox:TracePath", files.Exchanges);
        yield return new("Sandbox:EventTracePath", files.Events);
    }
}
