using Bunit;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.ChangePlan.Pages;
using PenguinMails.Dashboard.ChangePlan.Quotes;
using PenguinMails.Dashboard.ChangePlan.Rules;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.ChangePlan.Pages;

public sealed class QuoteCardTests : ComponentTest
{
    private readonly MovableClock _clock = new();

    public QuoteCardTests() => Services.AddSingleton<TimeProvider>(_clock);

    [Fact]
    public void The_button_says_the_amount_and_the_lines_say_why()
    {
        var card = Show(Quote(ChangeTiming.AtOnce, 212_40));

        Assert.Equal("Pay $212.40 now", card.Find("button").TextContent.Trim());
        Assert.Contains("Credit for unused time on Professional", card.Markup, StringComparison.Ordinal);
        Assert.Contains("-$74.50", card.Markup, StringComparison.Ordinal);
        Assert.Contains("Due today", card.Markup, StringComparison.Ordinal);
        Assert.Contains("$399.00", card.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ChangeTiming.AtPeriodEnd, "Schedule for 24 December 2026")]
    [InlineData(ChangeTiming.InTrial, "Change now, free during the trial")]
    [InlineData(ChangeTiming.AtOnceWithCredit, "Remove now")]
    [InlineData(ChangeTiming.AtOnce, "Change now, nothing to pay")]
    public void A_change_that_costs_nothing_now_says_so(ChangeTiming timing, string words) =>
        Assert.Equal(words, Show(Quote(timing, 0)).Find("button").TextContent.Trim());

    [Fact]
    public void While_Stripe_is_asked_there_is_nothing_to_press()
    {
        var card = Render<QuoteCard>();

        Assert.Empty(card.FindAll("button"));
        Assert.NotEmpty(card.FindAll("[role=status]"));
    }

    [Fact]
    public void An_expired_quote_cannot_be_confirmed_only_renewed()
    {
        var quote = Quote(ChangeTiming.AtOnce, 212_40, lifetime: TimeSpan.Zero);
        var card = Show(quote);

        card.WaitForAssertion(() => Assert.True(card.Find("button").HasAttribute("disabled")), TimeSpan.FromSeconds(10));
        Assert.Contains("Nothing was charged", card.Markup, StringComparison.Ordinal);
        Assert.Contains("Get a new quote", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void While_it_is_confirmed_it_cannot_be_pressed_again() =>
        Assert.True(Render<QuoteCard>(parameters => parameters.Add(card => card.Quote, Quote(ChangeTiming.AtOnce, 100)).Add(card => card.Busy, true))
            .Find("button").HasAttribute("disabled"));

    private IRenderedComponent<QuoteCard> Show(PlanQuote quote) => Render<QuoteCard>(parameters => parameters.Add(card => card.Quote, quote));

    private PlanQuote Quote(ChangeTiming timing, long due, TimeSpan? lifetime = null) => new()
    {
        Id = Guid.NewGuid(),
        TenantId = Guid.NewGuid(),
        StripeSubscriptionId = "sub_1",
        FromPlanId = "professional",
        FromCycle = BillingCycle.Monthly,
        ToPlanId = "business",
        ToCycle = BillingCycle.Monthly,
        Timing = timing,
        ProrationAt = _clock.GetUtcNow(),
        EffectiveAt = new DateTimeOffset(2026, 12, 24, 0, 0, 0, TimeSpan.Zero),
        Currency = "usd",
        DueNow = due,
        NextAmount = 399_00,
        NextAt = new DateTimeOffset(2026, 12, 24, 0, 0, 0, TimeSpan.Zero),
        CreatedAt = _clock.GetUtcNow(),
        ExpiresAt = _clock.GetUtcNow() + (lifetime ?? PlanQuote.Lifetime),
        Lines = timing is ChangeTiming.AtOnce
            ? [new QuoteLine { Text = "Credit for unused time on Professional", Amount = -74_50 }, new QuoteLine { Text = "Business for the rest of this period", Amount = 286_90 }]
            : [],
    };
}
