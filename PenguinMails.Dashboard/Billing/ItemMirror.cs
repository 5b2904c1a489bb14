using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Billing.Transitions;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing;

/// <summary>The part of the mirror that is about what the subscription is made of, and what it will be made of.</summary>
internal sealed class ItemMirror(BillingDb db, Guid tenantId, IReadOnlyDictionary<string, PlanPrice> plans)
{
    /// <returns>What became of an arranged change, if anything did.</returns>
    public async Task<BillingTransition?> WriteAsync(SubscriptionSnapshot? current, TenantSubscription? row, CancellationToken ct)
    {
        await WriteItemsAsync(current is not null && SubscriptionStatus.IsLive(current.Status) ? current.Items : [], ct);
        if (row is null)
            return null;
        var before = (row.ScheduledPlanId, row.ScheduledCycle);
        var scheduled = current?.Scheduled;
        var next = scheduled?.PriceIds.Select(id => plans.GetValueOrDefault(id)).FirstOrDefault(price => price is not null);
        row.ScheduledAt = next is null ? null : scheduled!.At;
        row.ScheduledPlanId = next?.PlanId;
        row.ScheduledCycle = next?.Cycle;
        if (before == (row.ScheduledPlanId, row.ScheduledCycle) || !SubscriptionStatus.IsLive(row.Status))
            return null;
        return next is null ? new BillingTransition.ScheduledChangeDropped(row) : new BillingTransition.ChangeScheduled(row, next);
    }

    private async Task WriteItemsAsync(IReadOnlyList<ItemSnapshot> items, CancellationToken ct)
    {
        var rows = await db.SubscriptionItems.ToDictionaryAsync(item => item.Id, ct);
        foreach (var item in items)
        {
            if (!rows.Remove(item.Id, out var row))
                db.SubscriptionItems.Add(row = new SubscriptionItem { Id = item.Id, TenantId = tenantId, StripePriceId = item.PriceId });
            row.StripePriceId = item.PriceId;
            row.Quantity = item.Quantity;
        }

        db.SubscriptionItems.RemoveRange(rows.Values);
    }
}
