using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.Usage;
using PenguinMails.Dashboard.Usage.Tips;

namespace PenguinMails.Dashboard.Tests.Usage;

public sealed class SavingTipsTests
{
    private static readonly IReadOnlyList<Plan> OnSale = [.. SeedCatalogue.Plans()];

    [Fact]
    public void A_year_of_professional_saves_358_dollars() =>
        Assert.Equal(["Pay for a year: $358.00"], Tips(UsageViewGiven.Of(plan: "professional", emails: 20_000)));

    [Fact]
    public void Who_pays_by_the_year_is_not_told_to() => Assert.Empty(Tips(UsageViewGiven.Of(plan: "professional", emails: 20_000, cycle: BillingCycle.Annual)));

    [Fact]
    public void A_larger_plan_is_not_named_where_extra_emails_cost_less() =>
        // Starter and 12 packs: 49 + 120. Professional and 8: 149 + 80.
        Assert.Equal(["Pay for a year: $118.00"], Tips(UsageViewGiven.Of(plan: "starter", emails: 130_000, packs: 12)));

    [Fact]
    public void A_larger_plan_with_a_price_that_makes_it_worth_it_is_named_with_what_it_saves()
    {
        var cheap = SeedCatalogue.Plans().ToList();
        cheap.Single(plan => plan.Id == "business").PriceOf(BillingCycle.Monthly)!.Amount = 199_00;

        var tips = SavingTips.Of(UsageViewGiven.Of(plan: "professional", emails: 110_000, packs: 6, seats: 4), cheap);

        // Professional and 6 packs: 149 + 60 = 209. Starter and 10 would be 149, but has no room for four seats.
        Assert.Contains(tips, tip => tip.Title == "Move to Business" && tip.Saves.ToString() == "$10.00");
    }

    [Fact]
    public void A_smaller_plan_would_do_where_no_month_needed_more()
    {
        Assert.Contains("Starter would do: $100.00", Tips(UsageViewGiven.Of(plan: "professional", emails: 4_000, months: 4)));
        Assert.DoesNotContain("Starter would do: $100.00", Tips(UsageViewGiven.Of(plan: "professional", emails: 4_000, months: 2)));
        Assert.DoesNotContain("Starter would do: $100.00", Tips(UsageViewGiven.Of(plan: "professional", emails: 4_000, months: 4, seats: 3)));
    }

    [Fact]
    public void A_trial_is_given_no_advice() => Assert.Empty(Tips(UsageViewGiven.Of(plan: "professional", emails: 0, status: "trialing")));

    private static IEnumerable<string> Tips(UsageView view) => SavingTips.Of(view, OnSale).Select(tip => $"{tip.Title}: {tip.Saves}");
}
