using System.Globalization;
using PenguinMails.Dashboard.Webhooks.Reconciliation;

namespace PenguinMails.Dashboard.Webhooks.Health;

/// <summary>
/// From facts to state and reason. A stranger can post wrong signatures, so they count only where Stripe's own list has events
/// that did not arrive: nobody outside can bring this product into the state Error.
/// </summary>
internal static class HealthRules
{
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FarTooLate = TimeSpan.FromHours(1);
    private static readonly TimeSpan Unread = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static HealthReport Judge(HealthFacts facts) =>
        new(facts, [.. Findings(facts).OfType<Finding>().OrderByDescending(finding => finding.Weight)]);

    private static IEnumerable<Finding?> Findings(HealthFacts facts) =>
    [
        Mode(facts), Endpoint(facts), Deliveries(facts), Pending(facts), Dead(facts), List(facts), Lacks(facts), Drift(facts), Errors(facts), Retries(facts), Versions(facts), Strangers(facts),
    ];

    private static Finding? Mode(HealthFacts facts)
    {
        if (facts.OtherModeAt is not { } at || facts.Now - at > Day)
            return null;
        var sentence = facts.KeyIsLive
            ? $"A test event came to this live key at {Time(at)}: the endpoint stands in test mode, or the key is the wrong one."
            : $"A live event came to this test key at {Time(at)}: the endpoint stands in live mode, or the key is the wrong one.";
        return new(facts.LastDeliveryAt > at ? HealthState.Healthy : HealthState.Error, sentence);
    }

    private static Finding? Endpoint(HealthFacts facts) => facts.Watch switch
    {
        { Endpoint: EndpointStanding.Disabled } watch => new(
            HealthState.Error, $"Stripe has disabled the endpoint {watch.EndpointUrl}. Enable it in Stripe's dashboard; until then events come by Stripe's list alone."),
        // Without one, deliveries may still come: Stripe's command line forwards them.
        { Endpoint: EndpointStanding.Missing } watch when facts.FoundSinceDelivery > 0 => new(
            HealthState.Error, $"The Stripe account has no webhook endpoint {watch.EndpointUrl}. Add it in Stripe's dashboard; until then events come by Stripe's list alone."),
        _ => null,
    };

    private static Finding? Deliveries(HealthFacts facts) => facts switch
    {
        { FoundSinceDelivery: 0 } and { FoundInADay: > 0, NewestFoundAt: { } at } => new(
            HealthState.Healthy, $"{Events(facts.FoundInADay)} of the last day came by Stripe's list and not by delivery, the last at {Time(at)}; deliveries arrive again."),
        { FoundSinceDelivery: 0 } => null,
        { Refused: > 0 } => new(
            HealthState.Error,
            $"Signatures fail: {Times(facts.Refused)} refused since {Since(facts.LastDeliveryAt)}, while Stripe's list has {Events(facts.FoundSinceDelivery)} that did not arrive. Was the endpoint's secret changed? Set Stripe:WebhookSecrets to the new one."),
        _ => new(
            HealthState.Delayed,
            $"Stripe's list has {Events(facts.FoundSinceDelivery)} that no delivery brought since {Since(facts.LastDeliveryAt)}. Deliveries do not reach this server; the list is read instead."),
    };

    private static Finding? Pending(HealthFacts facts) => facts.OldestPendingAge switch
    {
        var age when age > FarTooLate => new(HealthState.Error, $"{Events(facts.Backlog)} wait, the oldest for {Long(age)}."),
        var age when age > Late => new(HealthState.Delayed, $"{Events(facts.Backlog)} wait, the oldest for {Long(age)}."),
        _ => null,
    };

    private static Finding? Dead(HealthFacts facts) =>
        facts.Dead == 0 ? null : new(HealthState.Delayed, $"{Events(facts.Dead)} could not be processed and {(facts.Dead == 1 ? "was" : "were")} given up. Look at the error, then replay.");

    private static Finding? List(HealthFacts facts) => facts.Watch is { FailedAt: { } since } watch && facts.Now - since > Unread
        ? new(HealthState.Delayed, $"Stripe's list of events could not be read since {Time(since)}: {watch.Failure?.TrimEnd('.')}.")
        : null;

    private static Finding? Lacks(HealthFacts facts) => facts.Watch is { Endpoint: EndpointStanding.Enabled, EndpointLacks: { } lacks }
        ? new(HealthState.Delayed, $"The endpoint does not send {Some(lacks)}. Add the types in Stripe's dashboard; until then such events come by Stripe's list, minutes late.")
        : null;

    private static Finding? Drift(HealthFacts facts) => facts.HealedInADay == 0
        ? null
        : new(HealthState.Healthy, $"{(facts.HealedInADay == 1 ? "One tenant's mirror" : $"The mirrors of {facts.HealedInADay} tenants")} differed from Stripe within the last day and {(facts.HealedInADay == 1 ? "was" : "were")} healed; the audit trail names the fields.");

    private static Finding? Errors(HealthFacts facts) => facts is { LastHour: >= 10, ErrorRate: > 0.25 }
        ? new(HealthState.Delayed, string.Create(CultureInfo.InvariantCulture, $"{facts.ErrorRate:P0} of the last hour's {facts.LastHour} events failed at least once."))
        : null;

    private static Finding? Retries(HealthFacts facts) => facts is { StripeRetries: > 0 and var count, NextStripeRetryAt: { } at }
        ? new(HealthState.Delayed, $"Stripe retries {(count == 1 ? "a failed payment" : $"{count} failed payments")} by itself, next at {Time(at)}. The schedule is this product's: switch the automatic retries off in Stripe's dashboard (Billing > Revenue recovery > Retries).")
        : null;

    private static Finding? Versions(HealthFacts facts) =>
        (facts.Watch?.EndpointApiVersion ?? facts.EventApiVersion) is { } version && version != facts.PinnedApiVersion
            ? new(HealthState.Healthy, $"Events come in API version {version}, while this product speaks {facts.PinnedApiVersion}. It reads ids from them and fetches the rest, so nothing is lost.")
            : null;

    private static Finding? Strangers(HealthFacts facts) => facts is { Refused: > 0, FoundSinceDelivery: 0 }
        ? new(HealthState.Healthy, $"{Times(facts.Refused)} refused since {Since(facts.LastDeliveryAt)} for a wrong signature; Stripe's list has nothing that did not arrive.")
        : null;

    private static string Some(string types) => types.Split(", ") is { Length: > 4 } many ? $"{string.Join(", ", many.Take(3))} and {many.Length - 3} other types" : types;

    private static string Events(int count) => count == 1 ? "1 event" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} events");

    private static string Times(long count) => count == 1 ? "1 delivery was" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} deliveries were");

    private static string Since(DateTimeOffset? delivery) => delivery is { } at ? $"the last good delivery at {Time(at)}" : "the start (none has ever arrived)";

    private static string Time(DateTimeOffset at) => at.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Long(TimeSpan age) => age switch
    {
        { TotalMinutes: < 90 } => $"{Math.Round(age.TotalMinutes)} minutes",
        { TotalHours: < 48 } => $"{Math.Round(age.TotalHours)} hours",
        _ => $"{Math.Round(age.TotalDays)} days",
    };
}
