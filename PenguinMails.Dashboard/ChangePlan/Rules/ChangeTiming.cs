using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.ChangePlan.Rules;

/// <summary>When a change takes effect, and how it is paid for.</summary>
public enum ChangeTiming
{
    /// <summary>Now; the difference for the rest of the period is charged now.</summary>
    AtOnce,

    /// <summary>Now; what was paid for and not used comes off the next invoice.</summary>
    AtOnceWithCredit,

    /// <summary>Now; a trial is free whatever is in it.</summary>
    InTrial,

    /// <summary>When the paid period ends.</summary>
    AtPeriodEnd,
}

/// <summary>What is paid now, for one month and how often.</summary>
/// <param name="MonthlyAmount">The plan's price in its monthly cycle: by it plans are compared, whatever the cycle.</param>
public sealed record PaidPlan(long MonthlyAmount, BillingCycle Cycle);

public static class ChangeTimings
{
    /// <summary>Up is at once, down is at the end of what was paid for; so is every step from annual to monthly.</summary>
    public static ChangeTiming OfPlan(PaidPlan from, PaidPlan to, bool trialing) => (trialing, from, to) switch
    {
        (true, _, _) => ChangeTiming.InTrial,
        (_, { Cycle: BillingCycle.Annual }, { Cycle: BillingCycle.Monthly }) => ChangeTiming.AtPeriodEnd,
        _ when to.MonthlyAmount < from.MonthlyAmount => ChangeTiming.AtPeriodEnd,
        _ => ChangeTiming.AtOnce,
    };

    public static ChangeTiming OfAddOn(long from, long to, bool trialing) =>
        trialing ? ChangeTiming.InTrial : to < from ? ChangeTiming.AtOnceWithCredit : ChangeTiming.AtOnce;
}
