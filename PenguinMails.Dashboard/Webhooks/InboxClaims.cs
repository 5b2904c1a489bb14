using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>What this node turns to next: what has waited longest, and what no other node has turned to.</summary>
internal sealed class InboxClaims(BillingDbFactory databases, TimeProvider time)
{
    private const int MostCustomers = 100;
    // Few at a time where there are other nodes: what one has claimed, the others cannot help with.
    public const int FewCustomers = 8;
    private const int Looked = 200;

    public async Task<List<string>> NextCustomersAsync(CancellationToken ct)
    {
        await using var db = databases.ForNobody();
        var now = time.GetUtcNow();
        var due = Due(db, now).Where(row => row.StripeCustomerId != null);
        return db.HasOtherNodes ? await ClaimAsync(db, due, now, ct) : await due
            .GroupBy(row => row.StripeCustomerId!)
            .OrderBy(customer => customer.Min(row => row.Id))
            .Select(customer => customer.Key).Take(MostCustomers).ToListAsync(ct);
    }

    /// <summary>Events that name no customer.</summary>
    public async Task<List<WebhookEvent>> NextCustomerlessAsync(CancellationToken ct)
    {
        await using var db = databases.ForNobody();
        var now = time.GetUtcNow();
        var due = Due(db, now).Where(row => row.StripeCustomerId == null).OrderBy(row => row.Id).Take(Looked).AsNoTracking();
        if (!db.HasOtherNodes)
            return await due.ToListAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var claimed = await due.SkipLocked().ToListAsync(ct);
        if (claimed.Count > 0)
            await PutOffAsync(db, claimed.ConvertAll(row => row.Id), now, ct);
        await transaction.CommitAsync(ct);
        return claimed;
    }

    private static async Task<List<string>> ClaimAsync(BillingDb db, IQueryable<WebhookEvent> due, DateTimeOffset now, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var oldest = await due.OrderBy(row => row.Id).Select(row => row.StripeCustomerId!).Take(Looked).SkipLocked().ToListAsync(ct);
        var customers = oldest.Distinct().Take(FewCustomers).ToList();
        if (customers.Count == 0)
            return [];
        // Only what nobody else is claiming: two that wait for each other's rows would both wait in vain.
        var theirs = await due.Where(row => customers.Contains(row.StripeCustomerId!)).Select(row => row.Id).SkipLocked().ToListAsync(ct);
        await PutOffAsync(db, theirs, now, ct);
        await transaction.CommitAsync(ct);
        return customers;
    }

    private static Task PutOffAsync(BillingDb db, List<long> ids, DateTimeOffset now, CancellationToken ct)
    {
        var until = db.ClaimedUntil(now);
        return db.WebhookEvents.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAttemptAt, until), ct);
    }

    private static IQueryable<WebhookEvent> Due(BillingDb db, DateTimeOffset now) =>
        db.WebhookEvents.Where(row => row.ProcessedAt == null && row.DeadAt == null && row.NextAttemptAt <= now);
}
