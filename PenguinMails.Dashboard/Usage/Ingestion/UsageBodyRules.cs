namespace PenguinMails.Dashboard.Usage.Ingestion;

/// <summary>Whether a batch can be read at all; what cannot is refused as a whole, with every mistake named by its place.</summary>
internal static class UsageBodyRules
{
    // Enough to see what is wrong; a thousand lines of the same mistake help nobody.
    private const int MostProblems = 50;

    public static Dictionary<string, string[]> Problems(UsageBody body)
    {
        if (body.Records is not { Count: > 0 } records)
            return new() { ["records"] = ["Send at least one record."] };
        if (records.Count > UsageEntry.MostInABatch)
            return new() { ["records"] = [$"A batch holds at most {UsageEntry.MostInABatch} records; this one has {records.Count}. Send it in parts."] };
        return records.Index().SelectMany(one => Problems(one.Item, $"records[{one.Index}]")).Take(MostProblems)
            .ToDictionary(problem => problem.Field, problem => new[] { problem.Says });
    }

    public static IReadOnlyList<UsageEntry> Entries(UsageBody body) =>
    [
        .. body.Records!.Select(record => new UsageEntry(record!.IdempotencyKey!, UsageMetrics.Parse(record.Metric)!.Value, record.Quantity!.Value, record.Timestamp!.Value)),
    ];

    private static IEnumerable<(string Field, string Says)> Problems(UsageBodyRecord? record, string at)
    {
        if (record is null)
        {
            yield return (at, "Must be an object.");
            yield break;
        }

        if (UsageMetrics.Parse(record.Metric) is null)
            yield return ($"{at}.metric", $"Must be one of {string.Join(", ", UsageMetrics.Words)}.");
        if (record.Quantity is not (>= 0 and <= UsageEntry.LargestQuantity))
            yield return ($"{at}.quantity", $"Must be a whole number between 0 and {UsageEntry.LargestQuantity}.");
        if (record.Timestamp is null)
            yield return ($"{at}.timestamp", "Must be an ISO 8601 time, such as 2026-11-24T10:30:00Z.");
        if (string.IsNullOrWhiteSpace(record.IdempotencyKey) || record.IdempotencyKey.Length > UsageEntry.LongestKey || record.IdempotencyKey.Contains('\0', StringComparison.Ordinal))
            yield return ($"{at}.idempotency_key", $"Must have 1 to {UsageEntry.LongestKey} characters.");
    }
}
