using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.ChangePlan.Quotes;
using PenguinMails.Dashboard.ChangePlan.Rules;
using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.ChangePlan;

/// <summary>A wish as the REST API takes it: a quote that was shown, or a plan with its cycle, or an add-on with its number.</summary>
public sealed record ChangeBody(string? Plan, string? BillingCycle, string? AddOn, int? Quantity, Guid? QuoteId);

/// <summary>A quote as the REST API shows it: amounts in the major unit, UTC.</summary>
public sealed record QuoteAnswer(
    Guid QuoteId, string Plan, string BillingCycle, string? AddOn, int? Quantity, string TakesEffect, DateTime EffectiveAt, DateTime ExpiresAt,
    string Currency, decimal DueNow, decimal Tax, IReadOnlyList<QuoteLineAnswer> Lines, decimal NextAmount, DateTime NextBillingDate)
{
    public static QuoteAnswer Of(PlanQuote quote) => new(
        quote.Id, quote.ToPlanId, quote.ToCycle.Word(), quote.AddOnId, quote.AddOnId is null ? null : quote.Quantity,
        quote.Timing is ChangeTiming.AtPeriodEnd ? "period_end" : "now", quote.EffectiveAt.UtcDateTime, quote.ExpiresAt.UtcDateTime,
        quote.Currency.ToUpperInvariant(), quote.Due.Major, (quote.Due with { Minor = quote.Tax }).Major,
        [.. quote.Lines.Select(line => new QuoteLineAnswer(line.Text, (quote.Due with { Minor = line.Amount }).Major))],
        quote.Next.Major, quote.NextAt.UtcDateTime);
}

public sealed record QuoteLineAnswer(string Description, decimal Amount);

/// <summary>What is in the way of a smaller plan.</summary>
public sealed record ExcessAnswer(string Name, long Used, long Limit, long ToRemove)
{
    public static ExcessAnswer Of(LimitExcess excess) => new(excess.Name, excess.Used, excess.Limit, excess.ToRemove);
}
