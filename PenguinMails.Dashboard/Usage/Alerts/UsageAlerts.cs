using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Usage.Mails;
using PenguinMails.Dashboard.Usage.Periods;

namespace PenguinMails.Dashboard.Usage.Alerts;

/// <summary>What notices are about.</summary>
public static class UsageSubjects
{
    /// <summary>Followed by the amount, in minor units.</summary>
    public const string Budget = "budget:";
}

/// <summary>
/// Tells of a limit that comes near: of the highest step that was reached, once a period. From 70% to 96% is one notice and one
/// mail. Seats and the like stay from month to month, so of them only a rise is told.
/// </summary>
internal sealed class UsageAlerts(UsageMails mails)
{
    public async Task DecideAsync(UsageTurn turn, CancellationToken ct)
    {
        if (turn.Plan is null || turn.Current is not { } span || turn.Book.Find(span) is not { } period)
            return;
        var reached = UsageMetrics.All.Select(metric => (Metric: metric, Step: Reached(turn, span, period, metric))).Where(one => one.Step > 0).ToList();
        if (reached.Count == 0)
            return;
        var told = await turn.Db.UsageNotices.Where(notice => notice.PeriodId == period.Id).ToListAsync(ct);
        foreach (var (metric, step) in reached.Where(one => !told.Any(notice => notice.Subject == one.Metric.Word() && notice.Percent >= one.Step)))
        {
            turn.Db.UsageNotices.Add(Notice(turn, period, metric.Word(), step));
            await mails.ThresholdAsync(turn, period, metric, step, ct);
        }
    }

    internal static UsageNotice Notice(UsageTurn turn, UsagePeriod period, string subject, int percent) => new()
    {
        Id = Guid.CreateVersion7(turn.Now),
        TenantId = turn.TenantId,
        PeriodId = period.Id,
        Subject = subject,
        Percent = percent,
        At = turn.Now,
    };

    private static int Reached(UsageTurn turn, UsageSpan span, UsagePeriod period, UsageMetric metric)
    {
        var limit = metric.LimitIn(turn.Book.Limits);
        if (metric is UsageMetric.EmailsSent)
            return UsageThresholds.Reached(period.EmailsSent, limit);
        var step = UsageThresholds.Reached(turn.Book.Level(metric, span), limit);
        return step > UsageThresholds.Reached(turn.LevelBefore(metric), limit) ? step : 0;
    }
}
