using System.Diagnostics.Metrics;

namespace PenguinMails.Dashboard.Webhooks.Health;

/// <summary>The meter <c>PenguinMails.Billing</c>: for whatever collects metrics in the process's surroundings.</summary>
internal sealed class WebhookMetrics
{
    public const string MeterName = "PenguinMails.Billing";

    private readonly Counter<long> _received;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _found;
    private readonly Counter<long> _healed;
    private readonly Counter<long> _resynced;
    private readonly Counter<long> _purged;
    private volatile HealthReport? _latest;

    public WebhookMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _received = meter.CreateCounter<long>("webhooks.received", "{event}", "Deliveries with a right signature");
        _refused = meter.CreateCounter<long>("webhooks.refused", "{request}", "Deliveries with a wrong signature, or none");
        _found = meter.CreateCounter<long>("webhooks.found", "{event}", "Events in Stripe's list that no delivery brought");
        _healed = meter.CreateCounter<long>("mirror.healed", "{tenant}", "Mirrors that differed from Stripe");
        _resynced = meter.CreateCounter<long>("mirror.resynced", "{customer}", "Customers read anew");
        _purged = meter.CreateCounter<long>("webhooks.purged", "{event}", "Events whose payload was let go");
        meter.CreateObservableGauge("webhooks.state", () => Of(report => (long)report.State), description: "0 healthy, 1 delayed, 2 error");
        meter.CreateObservableGauge("webhooks.backlog", () => Of(report => report.Facts.Backlog), "{event}", "Events that wait");
        meter.CreateObservableGauge("webhooks.dead", () => Of(report => report.Facts.Dead), "{event}", "Events that were given up");
        meter.CreateObservableGauge("webhooks.oldest_pending", () => Of(report => report.Facts.OldestPendingAge.TotalSeconds), "s", "Age of the oldest event that waits");
        meter.CreateObservableGauge("webhooks.error_rate", () => Of(report => report.Facts.ErrorRate), description: "Share of the last hour's events that failed at least once");
    }

    public void Received() => _received.Add(1);

    public void Refused() => _refused.Add(1);

    public void Found(int events) => _found.Add(events);

    public void Healed() => _healed.Add(1);

    public void Resynced() => _resynced.Add(1);

    public void Purged(int events) => _purged.Add(events);

    /// <summary>What the gauges show from now on.</summary>
    public void Show(HealthReport report) => _latest = report;

    private IEnumerable<Measurement<T>> Of<T>(Func<HealthReport, T> figure) where T : struct => _latest is { } report ? [new Measurement<T>(figure(report))] : [];
}
