using Bunit;
using PenguinMails.Dashboard.Checkout.Pages;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Checkout.Pages;

public sealed class PlanCardTests : ComponentTest
{
    private static readonly Plan Professional = SeedCatalogue.Plans().Single(plan => plan.Id == "professional");
    private static readonly Plan Enterprise = SeedCatalogue.Plans().Single(plan => plan.Id == "enterprise");

    [Theory]
    [InlineData(BillingCycle.Monthly, "$149.00")]
    [InlineData(BillingCycle.Annual, "$1,430.00")]
    public void Shows_the_price_of_the_chosen_cycle(BillingCycle cycle, string price) =>
        Assert.Contains(price, Show(Professional, PlanStanding.Open, cycle).Markup, StringComparison.Ordinal);

    [Fact]
    public async Task The_button_is_named_after_the_plan_and_chooses_it()
    {
        var chosen = false;
        var card = Render<PlanCard>(parameters => parameters
            .Add(card => card.Plan, Professional).Add(card => card.Standing, PlanStanding.Open).Add(card => card.Choose, () => chosen = true));

        var button = card.Find("button");
        Assert.Equal("Choose Professional", button.TextContent.Trim());
        await button.ClickAsync(new());

        Assert.True(chosen);
    }

    [Fact]
    public void The_plan_the_tenant_is_on_cannot_be_bought_again()
    {
        var card = Show(Professional, PlanStanding.Current, BillingCycle.Monthly);

        Assert.Contains("Current plan", card.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Choose Professional", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_sees_the_button_but_cannot_press_it() =>
        Assert.True(Show(Professional, PlanStanding.LookOnly, BillingCycle.Monthly).Find("button").HasAttribute("disabled"));

    [Fact]
    public void Enterprise_leads_to_sales_and_shows_no_price()
    {
        var card = Show(Enterprise, PlanStanding.ContactSales, BillingCycle.Monthly);

        Assert.StartsWith("mailto:sales@", card.Find("a").GetAttribute("href"), StringComparison.Ordinal);
        Assert.DoesNotContain("$", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void While_Stripe_is_asked_the_button_says_that_it_works() =>
        Assert.NotEmpty(Render<PlanCard>(parameters => parameters
            .Add(card => card.Plan, Professional).Add(card => card.Standing, PlanStanding.Open).Add(card => card.Busy, true))
            .FindAll(".mud-progress-circular"));

    private IRenderedComponent<PlanCard> Show(Plan plan, PlanStanding standing, BillingCycle cycle) => Render<PlanCard>(parameters => parameters
        .Add(card => card.Plan, plan).Add(card => card.Standing, standing).Add(card => card.Cycle, cycle));
}
