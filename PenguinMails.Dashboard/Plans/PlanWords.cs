using System.Globalization;

namespace PenguinMails.Dashboard.Plans;

/// <summary>Limits in words.</summary>
public static class PlanWords
{
    /// <summary>"50,000" or "Unlimited".</summary>
    public static string Limit(int? limit) => limit?.ToString("N0", CultureInfo.InvariantCulture) ?? "Unlimited";

    public static IReadOnlyList<(string Name, Func<Plan, string> Value)> Limits { get; } =
    [
        ("Emails per month", plan => Limit(plan.EmailsPerMonth)),
        ("Seats", plan => Limit(plan.Seats)),
        ("Workspaces", plan => Limit(plan.Workspaces)),
        ("Domains", plan => Limit(plan.Domains)),
    ];
}
