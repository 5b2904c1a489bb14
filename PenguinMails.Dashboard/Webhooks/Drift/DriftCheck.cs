using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Webhooks.Health;
using PenguinMails.Dashboard.Webhooks.Resync;

namespace PenguinMails.Dashboard.Webhooks.Drift;

/// <summary>
/// Compares tenants' mirrors with Stripe. The comparison is a refresh that is watched: inside the customer's lease and the mirror's
/// own transaction it is seen which fields the refresh changes, so finding, healing and recording are one, and nothing can move in between.
/// </summary>
internal sealed partial class DriftCheck(
    BillingDbFactory databases, Synchroniser synchroniser, CustomerPace pace, WebhookMetrics metrics,
    IOptions<WebhookOptions> options, TimeProvider time, ILogger<DriftCheck> log)
{
    private const int MostDetail = 1800;

    /// <summary>Compares the next part of the sample: those that were not compared for longest.</summary>
    /// <returns>How many were compared.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var due = await DueAsync(ct);
        foreach (var (tenant, customer) in due)
        {
            await pace.WaitAsync(ct);
            await CompareAsync(tenant, customer, ct);
        }

        return due.Count;
    }

    public async Task CompareAsync(Guid tenantId, string customerId, CancellationToken ct)
    {
        try
        {
            await synchroniser.RefreshAsync(customerId, SyncHints.All, (db, token) => JudgeAsync(db, tenantId, customerId, token), ct);
        }
        catch (Exception error) when (error is not (OperationCanceledException or StripeUnavailableException))
        {
            // One that cannot be compared holds up no other; it comes again when its turn does.
            LogFailed(error, customerId);
            await using var db = databases.ForTenant(tenantId);
            (await ProofAsync(db, tenantId, ct)).CheckedAt = time.GetUtcNow();
            await db.SaveChangesAsync(ct);
        }
    }

    private async Task JudgeAsync(BillingDb db, Guid tenantId, string customerId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var differences = MirrorDifferences.In(db);
        var proof = await ProofAsync(db, tenantId, ct);
        (proof.CheckedAt, proof.ProvenEqualAt) = (now, now);
        // With events still waiting the mirror is late, not wrong.
        if (differences.Count == 0 || await db.WebhookEvents.AnyAsync(row => row.StripeCustomerId == customerId && row.ProcessedAt == null && row.DeadAt == null, ct))
            return;
        var fields = string.Join("; ", differences);
        fields = fields.Length > MostDetail ? fields[..MostDetail] + "…" : fields;
        (proof.HealedAt, proof.HealedFields) = (now, fields);
        db.Record(tenantId, now, AuditTrail.Product, "Mirror healed", customerId, fields);
        metrics.Healed();
        LogHealed(customerId, differences.Count);
    }

    private static async Task<MirrorProof> ProofAsync(BillingDb db, Guid tenantId, CancellationToken ct)
    {
        if (await db.MirrorProofs.SingleOrDefaultAsync(row => row.TenantId == tenantId, ct) is { } known)
            return known;
        var proof = new MirrorProof { TenantId = tenantId };
        db.MirrorProofs.Add(proof);
        return proof;
    }

    private async Task<List<(Guid Tenant, string Customer)>> DueAsync(CancellationToken ct)
    {
        await using var db = databases.ForPlatform();
        var since = time.GetUtcNow() - options.Value.DriftEvery;
        var left = options.Value.DriftSample - await db.MirrorProofs.CountAsync(proof => proof.CheckedAt > since, ct);
        if (left <= 0)
            return [];
        var rows = await db.BillingCustomers
            .Select(customer => new
            {
                customer.TenantId,
                customer.StripeCustomerId,
                CheckedAt = db.MirrorProofs.Where(proof => proof.TenantId == customer.TenantId).Select(proof => (DateTimeOffset?)proof.CheckedAt).FirstOrDefault(),
            })
            .Where(row => row.CheckedAt == null || row.CheckedAt <= since)
            .OrderBy(row => row.CheckedAt != null).ThenBy(row => row.CheckedAt).ThenBy(row => row.TenantId)
            .Take(left).ToListAsync(ct);
        return rows.ConvertAll(row => (row.TenantId, row.StripeCustomerId));
    }

    [LoggerMessage(LogLevel.Warning, "The mirror of {CustomerId} differed from Stripe in {Count} rows and was healed.")]
    private partial void LogHealed(string customerId, int count);

    [LoggerMessage(LogLevel.Error, "The mirror of {CustomerId} could not be compared with Stripe.")]
    private partial void LogFailed(Exception error, string customerId);
}
