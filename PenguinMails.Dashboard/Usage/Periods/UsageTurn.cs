using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Usage.Overage;

namespace PenguinMails.Dashboard.Usage.Periods;

/// <summary>A tenant's usage while nobody else changes it: one transaction.</summary>
internal sealed class UsageTurn(BillingDb db, Guid tenantId, UsageSettings settings, UsageBook book, DateTimeOffset now)
{
    private readonly HashSet<UsagePeriod> _touched = [];
    private readonly Dictionary<UsageMetric, long> _levelsBefore = Levels(book, book.SpanAt(now));

    public BillingDb Db => db;

    public Guid TenantId => tenantId;

    public UsageSettings Settings => settings;

    public UsageBook Book => book;

    public DateTimeOffset Now => now;

    public TenantSubscription? Subscription => book.Subscription;

    public Plan? Plan => book.Plan;

    public bool Trialing => Subscription?.Status == SubscriptionStatus.Trialing;

    /// <summary>The running period; null without a subscription.</summary>
    public UsageSpan? Current => book.SpanAt(now);

    /// <summary>Periods whose counters or terms were changed.</summary>
    public IReadOnlyCollection<UsagePeriod> Touched => _touched;

    /// <summary>Whether packs were decided that Stripe has to hear of.</summary>
    public bool HasNewReports { get; set; }

    public UsagePeriod Touch(UsageSpan span)
    {
        var period = book.For(span, tenantId);
        _touched.Add(period);
        return period;
    }

    /// <summary>The level before this turn changed it.</summary>
    public long LevelBefore(UsageMetric metric) => _levelsBefore.GetValueOrDefault(metric);

    private static Dictionary<UsageMetric, long> Levels(UsageBook book, UsageSpan? span) =>
        span is { } now ? UsageMetrics.All.Where(metric => metric is not UsageMetric.EmailsSent).ToDictionary(metric => metric, metric => book.Level(metric, now)) : [];
}
