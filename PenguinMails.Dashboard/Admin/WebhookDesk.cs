using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Webhooks;
using PenguinMails.Dashboard.Webhooks.Drift;
using PenguinMails.Dashboard.Webhooks.Events;
using PenguinMails.Dashboard.Webhooks.Health;
using PenguinMails.Dashboard.Webhooks.Resync;
using Microsoft.EntityFrameworkCore;

namespace PenguinMails.Dashboard.Admin;

/// <summary>The operators' way to webhooks and resyncs. Everything it changes stands in the trail under the operator's name.</summary>
internal sealed class WebhookDesk(HealthReader health, EventStore events, Replays replays, Resyncs resyncs, BillingDbFactory databases)
{
    public const int LongestReason = 300;
    private const int MostEntries = 50;
    private const int MostRuns = 5;

    public Task<HealthReport> HealthAsync(Caller caller, CancellationToken ct) => For(caller, () => health.ReadAsync(ct));

    public Task<EventLines> ListAsync(Caller caller, EventQuery query, CancellationToken ct) => For(caller, () => events.ListAsync(query, ct));

    public Task<EventFile?> FindAsync(Caller caller, long id, CancellationToken ct) => For(caller, () => events.FindAsync(id, ct));

    /// <param name="caller">Must be an operator.</param>
    /// <param name="eventId">One event; null for all dead ones.</param>
    /// <param name="reason">Required: it stands in the trail.</param>
    /// <param name="ct">Gives up as a whole.</param>
    /// <returns>How many will be tried again.</returns>
    public Task<int> ReplayAsync(Caller caller, long? eventId, string reason, CancellationToken ct) => For(caller, () =>
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reason.Length, LongestReason);
        return replays.ReplayAsync(eventId, caller.Name, reason.Trim(), ct);
    });

    public Task<ResyncOutcome> ResyncAllAsync(Caller caller, CancellationToken ct) => For(caller, () => resyncs.StartForAllAsync(caller.Name, ct));

    public Task<ResyncOutcome> ResyncTenantAsync(Caller caller, Guid tenantId, CancellationToken ct) =>
        For(caller, () => resyncs.StartForTenantAsync(tenantId, caller.Name, ct));

    public Task<ResyncOutcome> ResyncIdAsync(Caller caller, string stripeId, CancellationToken ct) =>
        For(caller, () => resyncs.StartForIdAsync(stripeId.Trim(), caller.Name, ct));

    public Task<IReadOnlyList<ResyncRun>> RunsAsync(Caller caller, CancellationToken ct) => For(caller, () => resyncs.LatestAsync(MostRuns, ct));

    /// <summary>What operators did that concerns no single tenant.</summary>
    public Task<IReadOnlyList<AuditEntry>> TrailAsync(Caller caller, CancellationToken ct) => For(caller, async () =>
    {
        await using var db = databases.ForPlatform();
        return (IReadOnlyList<AuditEntry>)await db.PlatformTrailAsync(MostEntries, ct);
    });

    /// <summary>How a tenant's last comparison with Stripe went; null where there was none.</summary>
    public Task<MirrorProof?> ProofAsync(Caller caller, Guid tenantId, CancellationToken ct) => For(caller, async () =>
    {
        await using var db = databases.ForTenant(tenantId);
        return await db.MirrorProofs.AsNoTracking().SingleOrDefaultAsync(ct);
    });

    private static async Task<T> For<T>(Caller caller, Func<Task<T>> work)
    {
        Operators.Require(caller);
        return await work();
    }
}
