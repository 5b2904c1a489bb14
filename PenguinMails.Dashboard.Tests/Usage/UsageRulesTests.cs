using CsCheck;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Usage;
using PenguinMails.Dashboard.Usage.Alerts;
using PenguinMails.Dashboard.Usage.Budgets;
using PenguinMails.Dashboard.Usage.Overage;
using PenguinMails.Dashboard.Usage.Periods;

namespace PenguinMails.Dashboard.Tests.Usage;

/// <summary>Counters, packs, steps, what may be sent and what a month comes to: facts in, decisions out.</summary>
public sealed class UsageRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly UsageSpan Month = new(Start, Start.AddMonths(1));

    [Fact]
    public void In_whatever_order_reports_come_the_counters_end_the_same() =>
        Gen.Select(Gen.Enum<UsageMetric>(), Gen.Long[0, 100], Gen.Int[0, 5]).Array[0, 30].SelectMany(reports => Gen.Shuffle(reports).Select(shuffled => (reports, shuffled)))
            .Sample(pair => Count(pair.reports) == Count(pair.shuffled));

    [Theory]
    [InlineData(50_000, 50_000L, 0)]
    [InlineData(50_001, 50_000L, 1)]
    [InlineData(60_000, 50_000L, 1)]
    [InlineData(60_001, 50_000L, 2)]
    [InlineData(73_000, 50_000L, 3)]
    [InlineData(900_000, null, 0)]
    public void A_pack_that_is_begun_is_paid(long emails, long? limit, long packs) =>
        Assert.Equal(packs, OverageRules.Packs(OverageRules.Over(Period(emails), limit), 10_000));

    [Fact]
    public void Packs_that_were_billed_are_neither_billed_again_nor_given_back()
    {
        var period = Period(73_000);
        period.PacksBilled = 2;
        Assert.Equal(1, OverageRules.NewPacks(period, 50_000, 10_000));
        Assert.Equal(0, OverageRules.NewPacks(period, 200_000, 10_000));
    }

    [Fact]
    public void What_was_sent_while_it_was_to_be_blocked_is_never_billed()
    {
        var period = Period(58_000);
        period.BilledBeyond = 57_000;
        Assert.Equal(1_000, OverageRules.Over(period, 50_000));
    }

    [Theory]
    [InlineData(OverageChoice.Bill, false, false, null, null)]
    [InlineData(OverageChoice.AskFirst, false, false, 0L, SendingBlocks.ApprovalNeeded)]
    [InlineData(OverageChoice.AskFirst, false, true, null, null)]
    [InlineData(OverageChoice.Block, false, true, 0L, SendingBlocks.LimitReached)]
    [InlineData(OverageChoice.Bill, true, true, 0L, SendingBlocks.TrialLimitReached)]
    public void At_the_limit_the_choice_decides(OverageChoice choice, bool trialing, bool allowed, long? remaining, string? blocked)
    {
        var period = Period(50_000);
        period.OverageAllowedAt = allowed ? Start : null;
        Assert.Equal(new SendingAllowance(remaining, blocked), OverageRules.Allowance(choice, trialing, period, 50_000));
    }

    [Fact]
    public void Below_the_limit_the_rest_may_be_sent() =>
        Assert.Equal(new SendingAllowance(49_999, null), OverageRules.Allowance(OverageChoice.Block, trialing: false, Period(1), 50_000));

    [Theory]
    [InlineData(39_999, 50_000L, 0)]
    [InlineData(40_000, 50_000L, 80)]
    [InlineData(45_000, 50_000L, 90)]
    [InlineData(47_499, 50_000L, 90)]
    [InlineData(47_500, 50_000L, 95)]
    [InlineData(50_000, 50_000L, 100)]
    [InlineData(99_000, 50_000L, 100)]
    [InlineData(4, 5L, 80)]
    [InlineData(0, 0L, 0)]
    [InlineData(99_000, null, 0)]
    public void The_highest_step_that_is_reached_counts(long used, long? limit, int step) => Assert.Equal(step, UsageThresholds.Reached(used, limit));

    [Fact]
    public void A_month_comes_to_the_next_invoice_and_extra_emails_and_counts_none_of_them_twice()
    {
        var subscription = Subscription();
        subscription.NextAmount = 17_900;
        subscription.NextMeteredAmount = 3_000;
        Assert.Equal(17_900, BudgetRules.Projected(subscription, Month, 3_000));
        Assert.Equal(18_900, BudgetRules.Projected(subscription, Month, 4_000));
    }

    [Fact]
    public void Between_two_years_of_an_annual_plan_a_month_costs_its_extra_emails()
    {
        var subscription = Subscription();
        subscription.NextAmount = 143_000;
        subscription.CurrentPeriodEnd = Start.AddYears(1);
        Assert.Equal(2_000, BudgetRules.Projected(subscription, Month, 2_000));
        Assert.Equal(145_000, BudgetRules.Projected(subscription, new(Start.AddMonths(11), Start.AddYears(1)), 2_000));
    }

    [Theory]
    [InlineData(79_99, 0)]
    [InlineData(80_00, 80)]
    [InlineData(100_00, 100)]
    public void A_budget_warns_at_eighty_and_at_a_hundred(long projected, int step) => Assert.Equal(step, BudgetRules.Reached(projected, 100_00));

    private static (long, long, DateTimeOffset?, long, DateTimeOffset?, long, DateTimeOffset?) Count((UsageMetric Metric, long Quantity, int Minute)[] reports)
    {
        var period = Period(0);
        foreach (var (metric, quantity, minute) in reports)
            period.Take(metric, quantity, Start.AddMinutes(minute));
        return (period.EmailsSent, period.Seats, period.SeatsAt, period.Workspaces, period.WorkspacesAt, period.Domains, period.DomainsAt);
    }

    private static UsagePeriod Period(long emails) =>
        new() { Id = Guid.NewGuid(), TenantId = Guid.NewGuid(), PeriodStart = Month.Start, PeriodEnd = Month.End, EmailsSent = emails };

    private static TenantSubscription Subscription() => new()
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
    };
}
