using Bunit;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Cancellation;
using PenguinMails.Dashboard.Cancellation.Pages;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Cancellation.Pages;

public sealed class CancelStepsTests : ComponentTest
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_reason_is_asked_for_before_anything_ends()
    {
        CancelAnswers? answers = null;
        var steps = Show(offer: false, cancel: given => answers = given);
        Assert.True(CancelButton(steps).HasAttribute("disabled"));

        await steps.FindAll("input[type=radio]")[1].ClickAsync(new());
        await CancelButton(steps).ClickAsync(new());

        Assert.Equal(CancellationReason.NotUsed, answers!.Reason);
    }

    [Fact]
    public async Task The_offer_appears_with_its_price_once_a_reason_is_given()
    {
        var steps = Show(offer: true);
        Assert.DoesNotContain("$119.20", steps.Markup, StringComparison.Ordinal);

        await steps.FindAll("input[type=radio]")[0].ClickAsync(new());

        Assert.Contains("$119.20", steps.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void What_canceling_means_names_the_days()
    {
        var steps = Show(offer: false);

        Assert.Contains("24 December 2026", steps.Markup, StringComparison.Ordinal);
        Assert.Contains("24 March 2027", steps.Markup, StringComparison.Ordinal);
        Assert.Contains("/billing/export", steps.Markup, StringComparison.Ordinal);
    }

    private static AngleSharp.Dom.IElement CancelButton(IRenderedComponent<CancelSteps> steps) =>
        steps.FindAll("button").Single(button => button.TextContent.Contains("Cancel on", StringComparison.Ordinal));

    private IRenderedComponent<CancelSteps> Show(bool offer, Action<CancelAnswers>? cancel = null)
    {
        var subscription = new TenantSubscription
        {
            Id = Guid.NewGuid(),
            TenantId = Guid.NewGuid(),
            StripeCustomerId = "cus_1",
            StripeSubscriptionId = "sub_1",
            Status = "active",
            CreatedAt = Start,
            UpdatedAt = Start,
            CurrentPeriodStart = Start,
            CurrentPeriodEnd = Start.AddMonths(1),
            Amount = 14900,
        };
        var plan = new Plan { Id = "professional", Name = "Professional", Summary = "" };
        var overview = new Overview("Acme", SubscriptionState.Active, subscription, plan, TrialAvailable: false, HasCustomer: true);
        return Render<CancelSteps>(parameters => parameters.Add(steps => steps.Overview, overview).Add(steps => steps.OfferMade, offer)
            .Add(steps => steps.Cancel, answers => cancel?.Invoke(answers)));
    }
}
