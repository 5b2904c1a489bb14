using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.Usage.Periods;

/// <summary>One tenant's periods and what they are measured by, read together. Saves nothing by itself.</summary>
internal sealed class UsageBook
{
    /// <summary>How many of its latest periods are read: six months of history, and what precedes them.</summary>
    private const int MostPeriods = 8;

    /// <summary>How far another machine's clock may be from ours.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly BillingDb _db;
    private readonly List<UsagePeriod> _periods;

    // Of before the latest periods: those that last heard of a level which no later one had heard of at first.
    private readonly IReadOnlyList<UsagePeriod> _older;

    private UsageBook(BillingDb db, TenantSubscription? subscription, Plan? plan, PlanLimits? limits, List<UsagePeriod> periods, IReadOnlyList<UsagePeriod> older) =>
        (_db, Subscription, Plan, Limits, _periods, _older) = (db, subscription, plan, limits, periods, older);

    public TenantSubscription? Subscription { get; }

    public Plan? Plan { get; }

    /// <summary>Of the plan and the add-ons beside it; null without a plan.</summary>
    public PlanLimits? Limits { get; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<UsagePeriod> Periods => _periods;

    /// <param name="db">Scoped to the tenant. Tracks the periods, not the subscription, which is the mirror's.</param>
    /// <param name="tenantId">Whose.</param>
    /// <param name="ct">Given up.</param>
    /// <param name="subscription">The tenant's, for whoever knows it better than the database does yet.</param>
    public static async Task<UsageBook> OpenAsync(BillingDb db, Guid tenantId, CancellationToken ct, TenantSubscription? subscription = null)
    {
        subscription ??= await db.TenantSubscriptions.AsNoTracking().SingleOrDefaultAsync(row => row.TenantId == tenantId, ct);
        var plan = subscription?.PlanId is { } planId ? await db.Plans.AsNoTracking().SingleOrDefaultAsync(plan => plan.Id == planId, ct) : null;
        var periods = await db.UsagePeriods.Where(period => period.TenantId == tenantId)
            .OrderByDescending(period => period.PeriodStart).Take(MostPeriods).ToListAsync(ct);
        var limits = plan is null ? null : PlanLimits.Of(plan, await db.AddOnsOfAsync(tenantId, ct));
        return new UsageBook(db, subscription, plan, limits, periods, await OlderAsync(db, tenantId, periods, ct));
    }

    // A level holds until another is told, however long ago it was.
    private static async Task<IReadOnlyList<UsagePeriod>> OlderAsync(BillingDb db, Guid tenantId, List<UsagePeriod> periods, CancellationToken ct)
    {
        var found = new List<UsagePeriod>();
        if (periods.Count < MostPeriods)
            return found;
        var oldest = periods[^1];
        var older = db.UsagePeriods.AsNoTracking().Where(period => period.TenantId == tenantId && period.PeriodStart < oldest.PeriodStart).OrderByDescending(period => period.PeriodStart);
        if (oldest.SeatsAt is null && await older.FirstOrDefaultAsync(period => period.SeatsAt != null, ct) is { } seats)
            found.Add(seats);
        if (oldest.WorkspacesAt is null && await older.FirstOrDefaultAsync(period => period.WorkspacesAt != null, ct) is { } workspaces)
            found.Add(workspaces);
        if (oldest.DomainsAt is null && await older.FirstOrDefaultAsync(period => period.DomainsAt != null, ct) is { } domains)
            found.Add(domains);
        return found;
    }

    /// <summary>The period of a moment; null where the tenant had no subscription then.</summary>
    public UsageSpan? SpanAt(DateTimeOffset at)
    {
        if (_periods.FirstOrDefault(period => period.Span.Covers(at) && !IsCutBefore(period, at)) is { } counted)
            return counted.Span;
        if (Subscription is null || at < Subscription.CreatedAt - Skew || at >= Subscription.EndedAt)
            return null;
        var since = Subscription.CreatedAt;
        return UsageCalendar.At(at < since ? since : at, Anchor, since, [.. _periods.Select(period => period.Span with { End = EndOf(period) })]);
    }

    /// <summary>The counters of a span as they stand; null where nothing was reported of it yet.</summary>
    public UsagePeriod? Find(UsageSpan span) => _periods.FirstOrDefault(period => period.PeriodStart == span.Start);

    /// <summary>The counters of a span, to be written to.</summary>
    public UsagePeriod For(UsageSpan span, Guid tenantId)
    {
        if (Find(span) is { } known)
            return known;
        foreach (var cut in _periods)
            cut.PeriodEnd = EndOf(cut);
        var period = new UsagePeriod { Id = Guid.CreateVersion7(span.Start), TenantId = tenantId, PeriodStart = span.Start, PeriodEnd = span.End };
        _db.UsagePeriods.Add(period);
        _periods.Insert(0, period);
        _periods.Sort((one, other) => other.PeriodStart.CompareTo(one.PeriodStart));
        return period;
    }

    /// <summary>A level as it was known at the end of a span, whichever period heard of it last.</summary>
    public long Level(UsageMetric metric, UsageSpan span) =>
        _periods.Concat(_older).Where(period => period.PeriodStart <= span.Start && period.LevelAt(metric) is not null)
            .MaxBy(period => period.LevelAt(metric))?.Level(metric) ?? 0;

    private DateTimeOffset Anchor => Subscription!.BillingCycleAnchor ?? Subscription.CurrentPeriodStart;

    // The anchor moved into the period (a change from monthly to annual, say): there it ends, and the next begins.
    private DateTimeOffset EndOf(UsagePeriod period) =>
        Subscription is not null && Anchor > period.PeriodStart && Anchor < period.PeriodEnd ? Anchor : period.PeriodEnd;

    private bool IsCutBefore(UsagePeriod period, DateTimeOffset at) => EndOf(period) <= at;
}
