using PenguinMails.Dashboard.Usage.Overage;

namespace PenguinMails.Dashboard.Usage;

/// <summary>Usage as the REST API shows it: amounts in the major unit, times in UTC, unlimited as null.</summary>
public sealed record UsageAnswer(
    string? Plan, DateTime? PeriodStart, DateTime? PeriodEnd, DateTime? ResetsAt, IReadOnlyDictionary<string, UsageAnswerMeter> Meters,
    UsageAnswerOverage Overage, IReadOnlyList<UsageAnswerMonth>? History)
{
    internal static UsageAnswer Of(UsageView view, int history) => new(
        view.Plan?.Id, view.Span?.Start.UtcDateTime, view.Span?.End.UtcDateTime, view.Span?.End.UtcDateTime,
        view.Meters.ToDictionary(meter => meter.Metric.Word(), meter => new UsageAnswerMeter(meter.Used, meter.Limit, meter.Limit is null ? null : meter.Percent)),
        UsageAnswerOverage.Of(view.Overage),
        history == 0 ? null : [.. view.History.TakeLast(history).Reverse().Select(month => new UsageAnswerMonth(
            month.Span.Start.UtcDateTime, month.Span.End.UtcDateTime, month.Counters[UsageMetric.EmailsSent], month.Counters[UsageMetric.Seats],
            month.Counters[UsageMetric.Workspaces], month.Counters[UsageMetric.Domains], month.Packs))]);
}

/// <param name="Percent">Whole, rounded down; beyond 100 where more than the limit is used.</param>
public sealed record UsageAnswerMeter(long Used, long? Included, int? Percent);

/// <param name="Packs">Begun packs of <paramref name="PackSize"/> emails that are billed.</param>
/// <param name="Amount">What they come to, before tax.</param>
public sealed record UsageAnswerOverage(
    string Choice, bool AllowedForPeriod, long EmailsOver, long Packs, int PackSize, decimal Amount, string Currency, long? EmailsRemaining, string? SendingBlockedBecause)
{
    internal static UsageAnswerOverage Of(OverageView overage) => new(
        overage.Choice.Word(), overage.AllowedForPeriod, overage.Over, overage.Packs, overage.Price.UnitSize,
        overage.Amount.Major, overage.Amount.Currency.ToUpperInvariant(), overage.Allowance.EmailsRemaining, overage.Allowance.BlockedBecause);
}

public sealed record UsageAnswerMonth(DateTime PeriodStart, DateTime PeriodEnd, long EmailsSent, long Seats, long Workspaces, long Domains, long OveragePacks);
