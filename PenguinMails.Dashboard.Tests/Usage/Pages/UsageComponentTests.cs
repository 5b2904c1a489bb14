using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Usage;
using PenguinMails.Dashboard.Usage.Alerts;
using PenguinMails.Dashboard.Usage.Budgets;
using PenguinMails.Dashboard.Usage.Overage;
using PenguinMails.Dashboard.Usage.Pages;
using PenguinMails.Dashboard.Usage.Tips;

namespace PenguinMails.Dashboard.Tests.Usage.Pages;

/// <summary>Each part of the usage page in each of its states.</summary>
public sealed class UsageComponentTests : ComponentTest
{
    public UsageComponentTests()
    {
        // None of them is pressed here.
        Services.AddSingleton(new OverageDesk(null!));
        Services.AddSingleton(new BudgetDesk(null!));
    }

    [Theory]
    [InlineData(20_000, "at-ease", null)]
    [InlineData(40_000, "at-80", "80% used")]
    [InlineData(45_000, "at-90", "90% used")]
    [InlineData(47_500, "at-95", "95% used")]
    [InlineData(50_000, "at-100", "Limit reached")]
    [InlineData(50_700, "at-100", "700 over the limit")]
    public void A_bar_has_the_colour_of_its_step_and_says_the_same_in_words(long used, string tone, string? says)
    {
        var bar = Render<MeterBar>(parameters => parameters.Add(bar => bar.Meter, new UsageMeter(UsageMetric.EmailsSent, used, 50_000)));

        Assert.Contains(tone, bar.Find(".usage-bar").ClassList);
        Assert.Equal(says, bar.FindAll(".meter-note").SingleOrDefault()?.TextContent);
        Assert.Contains("of 50,000", bar.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_limit_there_is_a_number_and_no_bar()
    {
        var bar = Render<MeterBar>(parameters => parameters.Add(bar => bar.Meter, new UsageMeter(UsageMetric.Workspaces, 31, null)));

        Assert.Empty(bar.FindAll(".usage-bar"));
        Assert.Contains("of unlimited", bar.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_reads_the_choice_and_changes_nothing()
    {
        var card = Show<OverageCard>(UsageViewGiven.Of(emails: 73_000, packs: 3), manages: false);

        Assert.Contains("$30.00, 3 × 10,000", card.Markup, StringComparison.Ordinal);
        Assert.Contains("Send and bill them", card.Markup, StringComparison.Ordinal);
        Assert.Empty(card.FindAll("button, input"));
        Assert.Empty(Show<BudgetCard>(UsageViewGiven.Of(), manages: false).FindAll("button, input"));
    }

    [Fact]
    public void Choosing_to_pay_says_first_what_it_costs_at_once()
    {
        var card = Show<OverageCard>(UsageViewGiven.Of(emails: 61_000, choice: OverageChoice.AskFirst), manages: true);
        Assert.DoesNotContain("will stand on the next invoice", card.Markup, StringComparison.Ordinal);

        card.FindAll("input[type=radio]")[0].Click();

        Assert.Contains("11,000 emails are over the limit already: $20.00 will stand on the next invoice.", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unlimited_plan_has_nothing_to_choose() =>
        Assert.Contains("no limit on emails", Show<OverageCard>(UsageViewGiven.Of(plan: "enterprise"), manages: true).Markup, StringComparison.Ordinal);

    [Theory]
    [InlineData(OverageChoice.AskFirst, "active", true, "Allow for this period")]
    [InlineData(OverageChoice.AskFirst, "active", false, "The owner or a billing admin of your workspace can allow more.")]
    [InlineData(OverageChoice.Block, "active", true, "sending has stopped, as you chose")]
    [InlineData(OverageChoice.Bill, "trialing", true, "The trial's emails are used up")]
    [InlineData(OverageChoice.Bill, "unpaid", true, "Sending is paused: an invoice is unpaid.")]
    public void What_stops_sending_is_said_first(OverageChoice choice, string status, bool manages, string says) =>
        Assert.Contains(says, Show<UsageNotices>(UsageViewGiven.Of(emails: 50_000, choice: choice, status: status), manages).Markup, StringComparison.Ordinal);

    [Fact]
    public void Of_each_matter_the_last_word_is_shown()
    {
        var notices = Show<UsageNotices>(UsageViewGiven.Of(notices: [Notice("emails_sent", 80), Notice("emails_sent", 95), Notice("budget:20000", 80)]), manages: true);

        Assert.Equal(2, notices.FindAll(".usage-notices li").Count);
        Assert.Contains("Emails sent: 95% of the plan's limit was reached.", notices.Markup, StringComparison.Ordinal);
        Assert.Contains("80% of your budget", notices.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_is_shown_with_what_is_expected()
    {
        var card = Show<BudgetCard>(UsageViewGiven.Of(budget: new Money(200_00, "usd")), manages: true);

        Assert.Contains("expected this month of $200.00", card.Markup, StringComparison.Ordinal);
        Assert.Contains("74% of the budget", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_chart_has_a_twin_in_numbers_newest_first()
    {
        var card = Render<HistoryCard>(parameters => parameters.Add(card => card.Months, UsageViewGiven.Of(emails: 46_350, months: 5).History));

        Assert.Equal("true", card.Find(".usage-chart").GetAttribute("aria-hidden"));
        Assert.Equal(6, card.FindAll("tbody tr").Count);
        Assert.Contains("24 November 2026, running", card.FindAll("tbody th")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("46,350", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tip_says_what_it_saves()
    {
        var card = Render<TipsCard>(parameters => parameters.Add(card => card.Tips, [new SavingTip("Pay for a year", "Why.", new Money(358_00, "usd"), "a year", "/plans")]));

        Assert.Contains("Pay for a year: saves $358.00 a year", card.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<T> Show<T>(UsageView view, bool manages) where T : Microsoft.AspNetCore.Components.IComponent
    {
        return Render<T>(parameters =>
        {
            parameters.AddCascadingValue(Task.FromResult(new AuthenticationState(new ClaimsPrincipal())));
            parameters.TryAdd("View", view);
            parameters.TryAdd("CanDecide", manages);
        });
    }

    private static UsageNotice Notice(string subject, int percent) =>
        new() { Id = Guid.NewGuid(), TenantId = Guid.NewGuid(), PeriodId = Guid.NewGuid(), Subject = subject, Percent = percent, At = UsageViewGiven.Start };
}
