namespace PenguinMails.Dashboard.Usage.Ingestion;

/// <summary>One record of a batch, as another service reports it.</summary>
public sealed record UsageEntry(string IdempotencyKey, UsageMetric Metric, long Quantity, DateTimeOffset Timestamp)
{
    public const int LongestKey = 200;

    public const long LargestQuantity = 1_000_000_000;

    public const int MostInABatch = 1_000;

    // To the microsecond, as the databases keep it: what is sent again must be found equal.
    public DateTimeOffset Timestamp { get; } = new(Timestamp.UtcTicks - Timestamp.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    public bool SaysTheSameAs(UsageEntry other) => (Metric, Quantity, Timestamp) == (other.Metric, other.Quantity, other.Timestamp);
}

/// <summary>What became of one record.</summary>
public enum UsageVerdict
{
    Accepted,

    /// <summary>The same record was counted before; nothing changed.</summary>
    Duplicate,

    /// <summary>The key was used for a record that said something else; nothing changed.</summary>
    Conflict,

    /// <summary>It belongs to no period that takes records; nothing changed.</summary>
    Rejected,
}

/// <param name="Reason">For a rejected record, in a word for programs; see <see cref="UsageRejections"/>.</param>
public sealed record UsageResult(string IdempotencyKey, UsageVerdict Verdict, string? Reason = null);

public static class UsageRejections
{
    public const string InTheFuture = "timestamp_in_the_future";
    public const string PeriodClosed = "period_closed";
    public const string NoSubscription = "no_subscription_at_that_time";
}

public abstract record UsageOutcome
{
    /// <param name="Results">One for each record, in their order.</param>
    public sealed record Done(IReadOnlyList<UsageResult> Results) : UsageOutcome;

    /// <summary>The caller may look, not report.</summary>
    public sealed record NotAllowed : UsageOutcome;

    private UsageOutcome()
    {
    }
}
