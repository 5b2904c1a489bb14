using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Live;
using PenguinMails.Dashboard.Usage.Alerts;
using PenguinMails.Dashboard.Usage.Overage;

namespace PenguinMails.Dashboard.Usage.Periods;

/// <summary>
/// Lets one at a time change a tenant's usage, on whichever node, and draws what follows (packs to bill, notices, mails) in the
/// same transaction. Open pages and the reporter hear of it after the commit.
/// </summary>
internal sealed class UsageTurns(
    BillingDbFactory databases, OverageBilling billing, UsageAlerts alerts, BudgetAlerts budgets,
    BillingFeed feed, Signal<UsageReporter> reporter, TimeProvider time)
{
    public async Task<T> TakeAsync<T>(Guid tenantId, Func<UsageTurn, Task<T>> work, CancellationToken ct)
    {
        await using var db = databases.ForTenant(tenantId);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var settings = await UsageSettings.LockAsync(db, tenantId, ct);
        var turn = new UsageTurn(db, tenantId, settings, await UsageBook.OpenAsync(db, tenantId, ct), time.GetUtcNow());
        var result = await work(turn);
        var changed = turn.Touched.Count > 0 || db.ChangeTracker.HasChanges();
        if (changed)
        {
            await billing.DecideAsync(turn, ct);
            await alerts.DecideAsync(turn, ct);
            await budgets.DecideAsync(turn, ct);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        if (turn.HasNewReports)
            reporter.Ring();
        if (changed)
            feed.Publish(tenantId);
        return result;
    }
}
