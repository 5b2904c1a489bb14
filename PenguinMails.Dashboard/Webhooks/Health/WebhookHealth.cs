using System.Data.Common;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PenguinMails.Dashboard.Webhooks.Health;

/// <summary>The report in ASP.NET's words: delayed is degraded, and still ready.</summary>
internal sealed class WebhookHealth(HealthReader reader) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var report = await reader.LatestAsync(cancellationToken);
            var status = report.State switch
            {
                HealthState.Healthy => HealthStatus.Healthy,
                HealthState.Delayed => HealthStatus.Degraded,
                _ => HealthStatus.Unhealthy,
            };
            return new HealthCheckResult(status, report.Reason, data: Figures(report));
        }
        catch (DbException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }

    private static Dictionary<string, object> Figures(HealthReport report)
    {
        var facts = report.Facts;
        var figures = new Dictionary<string, object>
        {
            ["state"] = report.State.ToString().ToLowerInvariant(),
            ["backlog"] = facts.Backlog,
            ["oldest_pending_seconds"] = Math.Round(facts.OldestPendingAge.TotalSeconds),
            ["error_rate"] = Math.Round(facts.ErrorRate, 3),
            ["dead_letters"] = facts.Dead,
            ["healed_in_a_day"] = facts.HealedInADay,
            ["found_in_a_day"] = facts.FoundInADay,
            ["findings"] = report.Findings.Select(finding => finding.Sentence).ToArray(),
        };
        foreach (var (name, at) in new[] { ("last_received", facts.LastReceivedAt), ("last_processed", facts.LastProcessedAt), ("last_delivery", facts.LastDeliveryAt), ("list_read", facts.Watch?.CheckedAt) })
        {
            if (at is { } known)
                figures[name] = known.UtcDateTime;
        }

        return figures;
    }
}
