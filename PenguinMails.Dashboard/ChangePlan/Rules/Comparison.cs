using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.ChangePlan.Rules;

public enum Difference
{
    Same,
    Gained,
    Lost,
}

public sealed record ComparedRow(string Name, string Now, string Then, Difference Change);

/// <summary>Two plans, line by line.</summary>
public static class Comparison
{
    private const string None = "Not included";

    public static IReadOnlyList<ComparedRow> Of(Plan? from, Plan to) =>
    [
        Limit("Emails per month", from, to, plan => plan.EmailsPerMonth),
        Limit("Seats", from, to, plan => plan.Seats),
        Limit("Workspaces", from, to, plan => plan.Workspaces),
        Limit("Domains", from, to, plan => plan.Domains),
        .. (from?.Features ?? []).Concat(to.Features).GroupBy(feature => feature.Name).OrderBy(group => group.Min(feature => feature.DisplayOrder))
            .Select(group => Feature(group.Key, from, to)),
    ];

    private static ComparedRow Limit(string name, Plan? from, Plan to, Func<Plan, int?> limit)
    {
        var (now, then) = (from is null ? null : limit(from), limit(to));
        return new ComparedRow(name, from is null ? None : PlanWords.Limit(now), PlanWords.Limit(then), (from, now, then) switch
        {
            (null, _, _) => Difference.Gained,
            _ when now == then => Difference.Same,
            (_, null, _) => Difference.Lost,
            (_, _, null) => Difference.Gained,
            _ => then > now ? Difference.Gained : Difference.Lost,
        });
    }

    // Of two different words only a person can say which is more; the dearer plan's is, as the catalogue is made.
    private static ComparedRow Feature(string name, Plan? from, Plan to)
    {
        var (now, then) = (Value(from, name), Value(to, name));
        return new ComparedRow(name, now ?? None, then ?? None, now == then ? Difference.Same
            : then is null ? Difference.Lost
            : now is null || Monthly(to) > Monthly(from!) ? Difference.Gained : Difference.Lost);
    }

    private static string? Value(Plan? plan, string name) => plan?.Features.FirstOrDefault(feature => feature.Name == name)?.Value;

    private static long Monthly(Plan plan) => plan.PriceOf(BillingCycle.Monthly)?.Amount ?? long.MaxValue;
}
