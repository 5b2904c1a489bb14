using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.Billing.Standing;

/// <summary>What a plan includes, with what was bought beside it; null means unlimited. The one sum of the two: pages, checks and the REST API all take it.</summary>
public sealed record PlanLimits(int? EmailsPerMonth, int? Seats, int? Workspaces, int? Domains)
{
    public static readonly PlanLimits Nothing = new(0, 0, 0, 0);

    /// <param name="plan">The plan.</param>
    /// <param name="addOns">How many of which add-on come with it.</param>
    public static PlanLimits Of(Plan plan, IReadOnlyDictionary<string, long> addOns) => new(
        plan.EmailsPerMonth, plan.Seats + Count(addOns, AddOn.Seat), plan.Workspaces + Count(addOns, AddOn.Workspace), plan.Domains);

    private static int Count(IReadOnlyDictionary<string, long> addOns, string id) => (int)addOns.GetValueOrDefault(id);
}
