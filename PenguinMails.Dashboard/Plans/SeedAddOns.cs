using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Plans;

/// <summary>The add-ons of the first start. A year of one costs twelve months of it: the discount is the plan's.</summary>
internal static class SeedAddOns
{
    private const string SmallPlans = "starter,professional";

    public static IEnumerable<AddOn> AddOns()
    {
        yield return Sold(AddOn.Seat, "Extra seat", "One more person who can sign in.", 1, 15_00);
        yield return Sold(AddOn.Workspace, "Extra workspace", "One more workspace for a client of yours.", 2, 20_00, SmallPlans);
        yield return Sold("dedicated_ip", "Dedicated IP", "A sending address whose reputation is yours alone.", 3, 50_00);
        yield return Sold("priority_support", "Priority support", "Answers within four working hours.", 4, 99_00, SmallPlans, most: 1);
    }

    private static AddOn Sold(string id, string name, string summary, int order, long monthly, string? onlyFor = null, int most = 50) => new()
    {
        Id = id,
        Name = name,
        Summary = summary,
        DisplayOrder = order,
        OnlyFor = onlyFor,
        Most = most,
        Prices = [Price(id, BillingCycle.Monthly, monthly), Price(id, BillingCycle.Annual, 12 * monthly)],
    };

    private static AddOnPrice Price(string id, BillingCycle cycle, long amount) =>
        new() { AddOnId = id, Cycle = cycle, Amount = amount, Currency = "usd", LookupKey = $"{Prices.AddOnPrefix}{id}_{cycle.Word()}" };
}
