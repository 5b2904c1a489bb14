using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.ChangePlan.Rules;

/// <summary>More is in use than the new plan gives.</summary>
/// <param name="Name">What is counted, in the plural: "seats".</param>
public sealed record LimitExcess(string Name, long Used, long Limit)
{
    public long ToRemove => Used - Limit;
}

public static class LimitCheck
{
    /// <summary>What must be removed before the plan fits. Emails are no part of it: what was sent cannot be taken back.</summary>
    /// <param name="plan">The plan that is wished for.</param>
    /// <param name="addOns">How many of which add-on come with it.</param>
    /// <param name="used">What is in use now.</param>
    public static IReadOnlyList<LimitExcess> Exceeded(Plan plan, IReadOnlyDictionary<string, long> addOns, Counters used)
    {
        var limits = PlanLimits.Of(plan, addOns);
        return
        [
            .. new (string Name, long Used, long? Limit)[]
            {
                ("seats", used.Users, limits.Seats),
                ("workspaces", used.Workspaces, limits.Workspaces),
                ("domains", used.Domains, limits.Domains),
            }.Where(row => row.Used > row.Limit).Select(row => new LimitExcess(row.Name, row.Used, row.Limit!.Value)),
        ];
    }
}
