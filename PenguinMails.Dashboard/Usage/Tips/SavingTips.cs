using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Usage.Overage;

namespace PenguinMails.Dashboard.Usage.Tips;

/// <summary>A way to pay less, with what it saves.</summary>
/// <param name="Per">"a year" or "this month".</param>
public sealed record SavingTip(string Title, string Text, Money Saves, string Per, string Link);

/// <summary>Works out from prices, limits and usage what would cost less. Says nothing that it cannot put a figure to.</summary>
internal static class SavingTips
{
    // Fewer than these say little about what a tenant needs.
    private const int MonthsToJudgeBy = 3;

    public static IReadOnlyList<SavingTip> Of(UsageView view, IReadOnlyList<Plan> onSale)
    {
        if (view is not { Subscription: { CancelAtPeriodEnd: false } subscription, Plan: { } plan, Span: not null } || view.Overage.Trialing)
            return [];
        // Of two advices about the plan's size at most one can be right.
        var size = CheaperThanOverage(view, plan, onSale) ?? SmallerWouldDo(view, plan, onSale);
        return [.. new[] { Annual(subscription.BillingCycle, onSale.FirstOrDefault(one => one.Id == plan.Id)), size }.OfType<SavingTip>()];
    }

    private static SavingTip? Annual(BillingCycle cycle, Plan? plan)
    {
        if (cycle is BillingCycle.Annual || plan?.PriceOf(BillingCycle.Monthly) is not { } monthly || plan.PriceOf(BillingCycle.Annual) is not { } annual)
            return null;
        var saved = monthly.Amount * 12 - annual.Amount;
        return saved <= 0 ? null : new SavingTip(
            "Pay for a year", $"{plan.Name} costs {annual.Money} a year instead of twelve times {monthly.Money}.", new Money(saved, annual.Currency), "a year", "/plans?cycle=annual");
    }

    private static SavingTip? CheaperThanOverage(UsageView view, Plan plan, IReadOnlyList<Plan> onSale)
    {
        var (emails, price) = (view.Meters.First(meter => meter.Metric is UsageMetric.EmailsSent).Used, view.Overage.Price);
        if (view.Overage.Packs == 0 || Month(plan, onSale, emails, price) is not { } now)
            return null;
        var held = view.Meters.Where(meter => meter.Metric is not UsageMetric.EmailsSent).ToDictionary(meter => meter.Metric, meter => meter.Used);
        var best = onSale.Where(other => other.Id != plan.Id && Fits(other, held))
            .Select(other => (Plan: other, Cost: Month(other, onSale, emails, price))).Where(one => one.Cost < now).OrderBy(one => one.Cost).FirstOrDefault();
        return best.Plan is null ? null : new SavingTip(
            $"Move to {best.Plan.Name}", $"With as many emails as this month, {best.Plan.Name} costs less than {plan.Name} and its extra emails.",
            price.Money with { Minor = now - best.Cost!.Value }, "a month", "/plans");
    }

    private static SavingTip? SmallerWouldDo(UsageView view, Plan plan, IReadOnlyList<Plan> onSale)
    {
        if (view.History.Count(month => !month.IsRunning) < MonthsToJudgeBy || PriceOf(plan, onSale) is not { } mine)
            return null;
        var most = UsageMetrics.All.ToDictionary(metric => metric, metric => view.History.Max(month => month.Counters[metric]));
        var smaller = onSale.Where(other => Fits(other, most) && PriceOf(other, onSale)?.Amount < mine.Amount).MinBy(other => PriceOf(other, onSale)!.Amount);
        return smaller is null ? null : new SavingTip(
            $"{smaller.Name} would do", $"In none of the last {view.History.Count} months did you use more than {smaller.Name} has.",
            new Money(mine.Amount - PriceOf(smaller, onSale)!.Amount, mine.Currency), "a month", "/plans");
    }

    /// <summary>A month of the plan with its extra emails, in minor units; null for a plan without a price.</summary>
    private static long? Month(Plan plan, IReadOnlyList<Plan> onSale, long emails, MeteredPrice extra)
    {
        var over = plan.EmailsPerMonth is { } limit ? Math.Max(0, emails - limit) : 0;
        return PriceOf(plan, onSale)?.Amount + OverageRules.Packs(over, extra.UnitSize) * extra.UnitAmount;
    }

    private static PlanPrice? PriceOf(Plan plan, IReadOnlyList<Plan> onSale) => onSale.FirstOrDefault(one => one.Id == plan.Id)?.PriceOf(BillingCycle.Monthly);

    // By itself: with the add-ons of today it would cost more than the tip says.
    private static bool Fits(Plan plan, IReadOnlyDictionary<UsageMetric, long> used) => used.All(one => one.Key.LimitIn(PlanLimits.Of(plan, HeldAddOns.None)) is not { } limit || one.Value <= limit);
}
