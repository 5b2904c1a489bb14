using PenguinMails.Dashboard.Billing.Standing;

namespace PenguinMails.Dashboard.Usage;

/// <summary>What is counted. Emails add up within a period; the others are levels, of which the newest report holds.</summary>
public enum UsageMetric
{
    EmailsSent,
    Seats,
    Workspaces,
    Domains,
}

public static class UsageMetrics
{
    public static IReadOnlyList<UsageMetric> All { get; } = Enum.GetValues<UsageMetric>();

    public static IReadOnlyList<string> Words { get; } = [.. All.Select(Word)];

    /// <summary>As the REST API writes it.</summary>
    public static string Word(this UsageMetric metric) => metric switch
    {
        UsageMetric.EmailsSent => "emails_sent",
        UsageMetric.Seats => "seats",
        UsageMetric.Workspaces => "workspaces",
        UsageMetric.Domains => "domains",
        _ => throw new ArgumentOutOfRangeException(nameof(metric)),
    };

    /// <summary>As a page says it.</summary>
    public static string Name(this UsageMetric metric) => metric is UsageMetric.EmailsSent ? "Emails sent" : metric.ToString();

    public static UsageMetric? Parse(string? word) => word switch
    {
        "emails_sent" => UsageMetric.EmailsSent,
        "seats" => UsageMetric.Seats,
        "workspaces" => UsageMetric.Workspaces,
        "domains" => UsageMetric.Domains,
        _ => null,
    };

    /// <summary>The limit of it; null is unlimited.</summary>
    public static long? LimitIn(this UsageMetric metric, PlanLimits? limits) => metric switch
    {
        UsageMetric.EmailsSent => limits?.EmailsPerMonth,
        UsageMetric.Seats => limits?.Seats,
        UsageMetric.Workspaces => limits?.Workspaces,
        _ => limits?.Domains,
    };
}
