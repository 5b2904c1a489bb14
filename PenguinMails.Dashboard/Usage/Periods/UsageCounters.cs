namespace PenguinMails.Dashboard.Usage.Periods;

/// <summary>How one report changes a period's counters. In whatever order reports come, they end the same.</summary>
internal static class UsageCounters
{
    public static void Take(this UsagePeriod period, UsageMetric metric, long quantity, DateTimeOffset at)
    {
        if (metric is UsageMetric.EmailsSent)
            period.EmailsSent += quantity;
        else if (period.LevelAt(metric) is not { } known || at > known || (at == known && quantity > period.Level(metric)))
            period.SetLevel(metric, quantity, at);
    }

    public static long Level(this UsagePeriod period, UsageMetric metric) => metric switch
    {
        UsageMetric.Seats => period.Seats,
        UsageMetric.Workspaces => period.Workspaces,
        UsageMetric.Domains => period.Domains,
        _ => period.EmailsSent,
    };

    /// <summary>Of when the level is; null where the period heard of none. Emails are no level.</summary>
    public static DateTimeOffset? LevelAt(this UsagePeriod period, UsageMetric metric) => metric switch
    {
        UsageMetric.Seats => period.SeatsAt,
        UsageMetric.Workspaces => period.WorkspacesAt,
        UsageMetric.Domains => period.DomainsAt,
        _ => null,
    };

    private static void SetLevel(this UsagePeriod period, UsageMetric metric, long quantity, DateTimeOffset at)
    {
        switch (metric)
        {
            case UsageMetric.Seats:
                (period.Seats, period.SeatsAt) = (quantity, at);
                break;
            case UsageMetric.Workspaces:
                (period.Workspaces, period.WorkspacesAt) = (quantity, at);
                break;
            case UsageMetric.Domains:
                (period.Domains, period.DomainsAt) = (quantity, at);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(metric));
        }
    }
}
