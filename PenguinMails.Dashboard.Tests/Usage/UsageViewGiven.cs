using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Usage;
using PenguinMails.Dashboard.Usage.Alerts;
using PenguinMails.Dashboard.Usage.Overage;
using PenguinMails.Dashboard.Usage.Periods;

namespace PenguinMails.Dashboard.Tests.Usage;

/// <summary>A tenant's usage as the reader would show it.</summary>
internal static class UsageViewGiven
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    public static UsageView Of(
        string plan = "professional", long emails = 0, long seats = 1, long packs = 0, int months = 0, BillingCycle cycle = BillingCycle.Monthly, string status = "active",
        OverageChoice choice = OverageChoice.Bill, bool allowed = false, Money? budget = null, params IReadOnlyList<UsageNotice> notices)
    {
        var (bought, extra) = (SeedCatalogue.Plans().Single(one => one.Id == plan), SeedCatalogue.ExtraEmails());
        var subscription = new TenantSubscription
        {
            Id = Guid.NewGuid(), TenantId = Guid.NewGuid(), StripeCustomerId = "cus_1", StripeSubscriptionId = "sub_1", PlanId = plan, Status = status, BillingCycle = cycle,
            CreatedAt = Start, UpdatedAt = Start, CurrentPeriodStart = Start, CurrentPeriodEnd = Start.AddMonths(1),
        };
        var span = new UsageSpan(Start, Start.AddMonths(1));
        var period = new UsagePeriod { Id = Guid.NewGuid(), TenantId = subscription.TenantId, PeriodStart = span.Start, PeriodEnd = span.End, EmailsSent = emails, OverageAllowedAt = allowed ? Start : null };
        var counters = new Dictionary<UsageMetric, long> { [UsageMetric.EmailsSent] = emails, [UsageMetric.Seats] = seats, [UsageMetric.Workspaces] = 1, [UsageMetric.Domains] = 1 };
        var trialing = status == SubscriptionStatus.Trialing;
        return new UsageView(
            subscription, SubscriptionStates.StateOf(subscription, null, Start), bought, span,
            [.. UsageMetrics.All.Select(metric => new UsageMeter(metric, counters[metric], metric.LimitIn(PlanLimits.Of(bought, HeldAddOns.None))))],
            new OverageView(
                choice, allowed, trialing, Math.Max(0, emails - (bought.EmailsPerMonth ?? emails)), packs, extra.Money with { Minor = packs * extra.UnitAmount }, extra,
                OverageRules.Allowance(choice, trialing, period, bought.EmailsPerMonth)),
            new BudgetView(budget, new Money(149_00, "usd")),
            [.. Enumerable.Range(-months, months + 1).Select(month => new UsageMonth(new(Start.AddMonths(month), Start.AddMonths(month + 1)), counters, packs, IsRunning: month == 0))],
            notices);
    }
}
