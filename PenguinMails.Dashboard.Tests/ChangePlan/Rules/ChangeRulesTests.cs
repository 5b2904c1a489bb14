using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.ChangePlan.Rules;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Tests.ChangePlan.Rules;

public sealed class ChangeRulesTests
{
    private static readonly List<Plan> Plans = [.. SeedCatalogue.Plans()];
    private static readonly List<AddOn> AddOns = [.. SeedAddOns.AddOns()];
    private static readonly Dictionary<string, long> None = [];

    static ChangeRulesTests()
    {
        foreach (var price in Plans.SelectMany(plan => plan.Prices))
            price.StripePriceId = price.LookupKey;
        foreach (var price in AddOns.SelectMany(addOn => addOn.Prices))
            price.StripePriceId = price.LookupKey;
    }

    [Theory]
    [InlineData(49, BillingCycle.Monthly, 149, BillingCycle.Monthly, ChangeTiming.AtOnce)]
    [InlineData(149, BillingCycle.Monthly, 49, BillingCycle.Monthly, ChangeTiming.AtPeriodEnd)]
    [InlineData(149, BillingCycle.Monthly, 149, BillingCycle.Annual, ChangeTiming.AtOnce)]
    [InlineData(149, BillingCycle.Annual, 149, BillingCycle.Monthly, ChangeTiming.AtPeriodEnd)]
    [InlineData(49, BillingCycle.Annual, 399, BillingCycle.Monthly, ChangeTiming.AtPeriodEnd)]
    [InlineData(399, BillingCycle.Monthly, 49, BillingCycle.Annual, ChangeTiming.AtPeriodEnd)]
    [InlineData(49, BillingCycle.Annual, 399, BillingCycle.Annual, ChangeTiming.AtOnce)]
    public void Up_is_at_once_and_down_is_at_the_end_of_what_was_paid(long from, BillingCycle fromCycle, long to, BillingCycle toCycle, ChangeTiming timing) =>
        Assert.Equal(timing, ChangeTimings.OfPlan(new PaidPlan(from, fromCycle), new PaidPlan(to, toCycle), trialing: false));

    [Fact]
    public void In_a_trial_every_change_is_at_once_and_free()
    {
        Assert.Equal(ChangeTiming.InTrial, ChangeTimings.OfPlan(new PaidPlan(399, BillingCycle.Annual), new PaidPlan(49, BillingCycle.Monthly), trialing: true));
        Assert.Equal(ChangeTiming.InTrial, ChangeTimings.OfAddOn(2, 1, trialing: true));
    }

    [Theory]
    [InlineData(0, 1, ChangeTiming.AtOnce)]
    [InlineData(2, 1, ChangeTiming.AtOnceWithCredit)]
    public void One_add_on_more_is_paid_now_and_one_less_is_credited(long from, long to, ChangeTiming timing) =>
        Assert.Equal(timing, ChangeTimings.OfAddOn(from, to, trialing: false));

    [Fact]
    public void What_is_too_much_for_a_smaller_plan_is_listed()
    {
        var found = LimitCheck.Exceeded(Plan("starter"), None, new Counters(0, Users: 4, Workspaces: 3, Domains: 12));

        Assert.Equal([new LimitExcess("seats", 4, 2), new LimitExcess("domains", 12, 5)], found);
        Assert.Equal(2, found[0].ToRemove);
    }

    [Fact]
    public void Extra_seats_count_as_seats() =>
        Assert.Empty(LimitCheck.Exceeded(Plan("starter"), new Dictionary<string, long> { [AddOn.Seat] = 2 }, new Counters(0, 4, 1, 1)));

    [Fact]
    public void Nothing_is_too_much_where_there_is_no_limit() =>
        Assert.Empty(LimitCheck.Exceeded(Plan("business"), None, new Counters(0, 15, 900, 900)));

    [Fact]
    public void A_change_of_plan_swaps_the_plans_item_and_leaves_the_others()
    {
        var items = Wanted([Item("si_1", "professional_monthly"), Item("si_2", "addon_seat_monthly", 3), new LiveItem("si_3", "emails", null, 0, Metered: true)], "business");

        Assert.Equal([new ItemChange("si_1", "business_monthly", 1)], items.Changes);
        Assert.Equal([new PhaseItem("business_monthly", 1), new PhaseItem("addon_seat_monthly", 3), new PhaseItem("emails", null)], items.Next);
    }

    [Fact]
    public void An_add_on_that_the_new_plan_is_not_sold_with_goes()
    {
        var items = Wanted([Item("si_1", "professional_monthly"), Item("si_2", "addon_workspace_monthly", 2)], "business");

        Assert.Contains(new ItemChange("si_2", null, null, Deleted: true), items.Changes);
        Assert.Equal(0, items.AddOns[AddOn.Workspace]);
    }

    [Fact]
    public void Add_ons_are_billed_in_the_plans_cycle()
    {
        var wish = new ChangeWish("professional", BillingCycle.Annual);
        var items = WantedItems.Of([Item("si_1", "professional_monthly"), Item("si_2", "addon_seat_monthly", 2)], Plan("professional"), wish, AddOns)!;

        Assert.Equal([new ItemChange("si_1", "professional_annual", 1), new ItemChange("si_2", "addon_seat_annual", 2)], items.Changes);
    }

    [Fact]
    public void The_order_in_which_Stripe_lists_items_does_not_matter()
    {
        var items = Wanted([Item("si_2", "addon_seat_monthly"), Item("si_1", "starter_monthly")], "professional");

        Assert.Equal([new ItemChange("si_1", "professional_monthly", 1)], items.Changes);
    }

    [Fact]
    public void A_first_add_on_is_an_item_of_its_own()
    {
        var wish = new ChangeWish("professional", BillingCycle.Monthly, "dedicated_ip", 1);
        var items = WantedItems.Of([Item("si_1", "professional_monthly")], Plan("professional"), wish, AddOns)!;

        Assert.Equal([new ItemChange(null, "addon_dedicated_ip_monthly", 1)], items.Changes);
    }

    [Fact]
    public void The_comparison_says_what_is_gained_and_what_is_lost()
    {
        var up = Comparison.Of(Plan("professional"), Plan("business")).ToDictionary(row => row.Name, row => row.Change);
        var down = Comparison.Of(Plan("professional"), Plan("starter")).ToDictionary(row => row.Name, row => row.Change);

        Assert.Equal((Difference.Gained, Difference.Gained, Difference.Same), (up["Workspaces"], up["Automation"], up["API access"]));
        Assert.Equal((Difference.Lost, Difference.Lost, Difference.Lost), (down["Seats"], down["Analytics"], down["Integrations"]));
    }

    private static WantedItems Wanted(LiveItem[] live, string plan) => WantedItems.Of(live, Plan(plan), new ChangeWish(plan, BillingCycle.Monthly), AddOns)!;

    private static LiveItem Item(string id, string price, long quantity = 1) => new(id, price, price, quantity, Metered: false);

    private static Plan Plan(string id) => Plans.Single(plan => plan.Id == id);
}
