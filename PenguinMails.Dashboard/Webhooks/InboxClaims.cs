using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Webhooks;

/// <summary>Which customers this node turns to next: those that have waited longest, and that no other node has turned to.</summary>
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
        var due = db.WebhookEvents.Where(row => row.ProcessedAt == null && row.DeadAt == null && row.NextAttemptAt <= now && row.StripeCustomerId != null);
        return db.HasOtherNodes ? await ClaimAsync(db, due, now, ct) : await due
            .GroupBy(row => row.StripeCustomerId!)
            .OrderBy(customer => customer.Min(row => row.Id))
            .Select(customer => customer.Key).Take(MostCustomers).ToListAsync(ct);
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
        var until = db.ClaimedUntil(now);
        await db.WebhookEvents.Where(row => theirs.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAttemptAt, until), ct);
        await transaction.CommitAsync(ct);
        return customers;
    }
}
