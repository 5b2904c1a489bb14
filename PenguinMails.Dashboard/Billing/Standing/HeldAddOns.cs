using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Billing.Standing;

/// <summary>What a tenant has beside its plan, as the mirror knows its subscription.</summary>
public static class HeldAddOns
{
    public static readonly IReadOnlyDictionary<string, long> None = FrozenDictionary<string, long>.Empty;

    /// <summary>How many of which add-on, in monthly and annual prices together. Those it has none of are left out.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> AddOnsOfAsync(this BillingDb db, Guid tenantId, CancellationToken ct) =>
        await db.SubscriptionItems.Where(item => item.TenantId == tenantId)
            .Join(db.AddOns.SelectMany(addOn => addOn.Prices), item => item.StripePriceId, price => price.StripePriceId, (item, price) => new { price.AddOnId, item.Quantity })
            .GroupBy(held => held.AddOnId)
            .ToDictionaryAsync(group => group.Key, group => group.Sum(held => held.Quantity), ct);
}
