using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Api;

/// <summary>Remembers answers for a day, as Stripe does, so that a caller may repeat a call whose answer was lost.</summary>
internal sealed class IdempotentCalls(BillingDbFactory databases, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    public async Task<IdempotentCall?> FindAsync(Guid tenantId, string key, CancellationToken ct)
    {
        await using var db = databases.ForTenant(tenantId);
        var since = time.GetUtcNow() - Kept;
        return await db.IdempotentCalls.AsNoTracking().SingleOrDefaultAsync(call => call.Key == key && call.CreatedAt > since, ct);
    }

    public async Task RememberAsync(Guid tenantId, string key, string fingerprint, int status, string contentType, string body, CancellationToken ct)
    {
        await using var db = databases.ForTenant(tenantId);
        var now = time.GetUtcNow();
        var old = now - Kept;
        await db.IdempotentCalls.Where(call => call.CreatedAt <= old).ExecuteDeleteAsync(ct);
        db.IdempotentCalls.Add(new IdempotentCall
        {
            TenantId = tenantId,
            Key = key,
            Fingerprint = fingerprint,
            StatusCode = status,
            ContentType = contentType,
            Body = body,
            CreatedAt = now,
        });
        await db.SaveChangesAsync(ct);
    }
}
