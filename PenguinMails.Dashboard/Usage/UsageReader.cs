using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Usage.Alerts;
using PenguinMails.Dashboard.Usage.Budgets;
using PenguinMails.Dashboard.Usage.Overage;
using PenguinMails.Dashboard.Usage.Periods;

namespace PenguinMails.Dashboard.Usage;

/// <summary>A tenant's usage at one moment.</summary>
/// <param name="Span">The running period; null without a running subscription.</param>
/// <param name="Meters">Of the running period.</param>
/// <param name="History">Oldest first, the running one last.</param>
/// <param name="Notices">Of the running period, newest first.</param>
public sealed record UsageView(
    TenantSubscription? Subscription, SubscriptionState State, Plan? Plan, UsageSpan? Span, IReadOnlyList<UsageMeter> Meters, OverageView Overage, BudgetView Budget,
    IReadOnlyList<UsageMonth> History, IReadOnlyList<UsageNotice> Notices);

/// <param name="AllowedForPeriod">Whether somebody allowed more for the running period.</param>
/// <param name="Over">Emails beyond the limit.</param>
/// <param name="Packs">Decided to be billed.</param>
public sealed record OverageView(OverageChoice Choice, bool AllowedForPeriod, bool Trialing, long Over, long Packs, Money Amount, MeteredPrice Price, SendingAllowance Allowance);

/// <param name="Projected">The next invoice, where it is due this month, and extra emails so far.</param>
public sealed record BudgetView(Money? Amount, Money Projected)
{
    public int? Percent => Amount is { } budget ? (int)Math.Min(999, budget.Minor == 0 ? 100 : Projected.Minor * 100 / budget.Minor) : null;
}

public sealed record UsageMonth(UsageSpan Span, IReadOnlyDictionary<UsageMetric, long> Counters, long Packs, bool IsRunning);

/// <summary>Reads counters, choices and what they come to.</summary>
public sealed class UsageReader(BillingDbFactory databases, TimeProvider time)
{
    public const int MonthsOfHistory = 6;

    public async Task<UsageView> ReadAsync(Caller caller, CancellationToken ct)
    {
        await using var db = databases.ForTenant(caller.OwnTenant);
        var now = time.GetUtcNow();
        var book = await UsageBook.OpenAsync(db, caller.OwnTenant, ct);
        var settings = await db.UsageSettings.AsNoTracking().SingleOrDefaultAsync(ct);
        var price = await db.MeteredPrices.AsNoTracking().SingleAsync(price => price.Id == MeteredPrice.ExtraEmails, ct);
        var span = book.SpanAt(now);
        var period = span is { } running ? book.Find(running) : null;
        var notices = period is null
            ? []
            : await db.UsageNotices.AsNoTracking().Where(notice => notice.PeriodId == period.Id).OrderByDescending(notice => notice.At).ToListAsync(ct);
        return new UsageView(
            book.Subscription, SubscriptionStates.StateOf(book.Subscription, await db.SuspensionAsync(book.Subscription, ct), now), book.Plan, span,
            [.. UsageMetrics.All.Select(metric => new UsageMeter(metric, Used(book, metric, span, period), metric.LimitIn(book.Limits)))],
            Overage(book, settings, period, price), Budget(book, settings, span, period, price), History(book, span), notices);
    }

    private static long Used(UsageBook book, UsageMetric metric, UsageSpan? span, UsagePeriod? period) =>
        metric is UsageMetric.EmailsSent ? period?.EmailsSent ?? 0 : span is { } running ? book.Level(metric, running) : 0;

    private static OverageView Overage(UsageBook book, UsageSettings? settings, UsagePeriod? period, MeteredPrice price)
    {
        var (choice, limit) = (settings?.Overage ?? OverageChoice.Bill, book.Plan?.EmailsPerMonth);
        var trialing = book.Subscription?.Status == SubscriptionStatus.Trialing;
        var packs = period?.PacksBilled ?? 0;
        return new OverageView(
            choice, period?.OverageAllowedAt is not null, trialing, limit is { } most ? Math.Max(0, (period?.EmailsSent ?? 0) - most) : 0,
            packs, price.Money with { Minor = packs * price.UnitAmount }, price, OverageRules.Allowance(choice, trialing, period, limit));
    }

    private static BudgetView Budget(UsageBook book, UsageSettings? settings, UsageSpan? span, UsagePeriod? period, MeteredPrice price)
    {
        var currency = book.Subscription?.Currency ?? price.Currency;
        var projected = book.Subscription is { } subscription && span is { } month
            ? BudgetRules.Projected(subscription, month, (period?.PacksBilled ?? 0) * price.UnitAmount)
            : 0;
        return new BudgetView(settings?.MonthlyBudget is { } budget ? new Money(budget, currency) : null, new Money(projected, currency));
    }

    private static IReadOnlyList<UsageMonth> History(UsageBook book, UsageSpan? span)
    {
        var months = book.Periods.Select(period => Month(book, period.Span, period, period.Span == span)).ToList();
        if (span is { } running && book.Find(running) is null)
            months.Insert(0, Month(book, running, null, isRunning: true));
        return [.. months.Take(MonthsOfHistory).Reverse()];
    }

    private static UsageMonth Month(UsageBook book, UsageSpan span, UsagePeriod? period, bool isRunning) => new(
        span, UsageMetrics.All.ToDictionary(metric => metric, metric => Used(book, metric, span, period)), period?.PacksBilled ?? 0, isRunning);
}
