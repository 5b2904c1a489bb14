using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Plans;

/// <summary>Reads the plans: nobody's in particular, so anybody may.</summary>
public sealed class Catalogue(BillingDbFactory databases)
{
    /// <summary>The plans on sale, in the order of the page.</summary>
    public async Task<IReadOnlyList<Plan>> OnSaleAsync(CancellationToken ct)
    {
        await using var db = databases.ForNobody();
        return await db.Plans.Where(plan => plan.Active).OrderBy(plan => plan.DisplayOrder)
            .Include(plan => plan.Prices).Include(plan => plan.Features.OrderBy(feature => feature.DisplayOrder))
            .AsNoTracking().AsSplitQuery().ToListAsync(ct);
    }

    /// <summary>What emails beyond a plan's limit cost.</summary>
    public async Task<MeteredPrice> ExtraEmailsAsync(CancellationToken ct)
    {
        await using var db = databases.ForNobody();
        return await db.MeteredPrices.AsNoTracking().SingleAsync(price => price.Id == MeteredPrice.ExtraEmails, ct);
    }

    /// <summary>A plan by its id, on sale or not: a tenant may still be on one that is no longer sold.</summary>
    public async Task<Plan?> FindAsync(string planId, CancellationToken ct)
    {
        await using var db = databases.ForNobody();
        return await db.Plans.Include(plan => plan.Prices).Include(plan => plan.Features.OrderBy(feature => feature.DisplayOrder))
            .AsNoTracking().AsSplitQuery().SingleOrDefaultAsync(plan => plan.Id == planId, ct);
    }

    /// <summary>What can be had beside a plan, in the order of the page.</summary>
    public async Task<IReadOnlyList<AddOn>> AddOnsAsync(CancellationToken ct)
    {
        await using var db = databases.ForNobody();
        return await db.AddOns.OrderBy(addOn => addOn.DisplayOrder).Include(addOn => addOn.Prices).AsNoTracking().ToListAsync(ct);
    }
}
