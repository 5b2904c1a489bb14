using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Usage.Periods;

namespace PenguinMails.Dashboard.Usage.Budgets;

/// <summary>What a month comes to, as far as it is known.</summary>
internal static class BudgetRules
{
    /// <summary>
    /// The plan's next invoice, where it falls due with this month's end, and what was used beyond the plan so far. Between two
    /// years of an annual plan a month costs what was used beyond it.
    /// </summary>
    /// <param name="subscription">The mirror's.</param>
    /// <param name="month">The running period of usage.</param>
    /// <param name="overage">What extra emails of this month come to, in minor units.</param>
    public static long Projected(TenantSubscription subscription, UsageSpan month, long overage)
    {
        // Part of the overage stands on the previewed invoice already: it must not be counted twice.
        var plan = subscription.NextAmount is { } next && subscription.CurrentPeriodEnd <= month.End ? next - subscription.NextMeteredAmount : 0;
        return Math.Max(0, plan) + overage;
    }

    /// <summary>100, 80, or 0 for neither.</summary>
    public static int Reached(long projected, long budget) => projected >= budget ? 100 : projected * 100 >= budget * 80 ? 80 : 0;
}
