namespace PenguinMails.Dashboard.Usage;

/// <summary>How much of a limit is used.</summary>
/// <param name="Limit">Null means unlimited.</param>
public sealed record UsageMeter(UsageMetric Metric, long Used, long? Limit)
{
    public string Name => Metric.Name();

    /// <summary>0 and up, whole; beyond 100 where more than the limit is used. An unlimited meter stays at 0.</summary>
    public int Percent => Limit is { } limit ? limit == 0 ? 100 : (int)Math.Min(999, Used * 100 / limit) : 0;
}
