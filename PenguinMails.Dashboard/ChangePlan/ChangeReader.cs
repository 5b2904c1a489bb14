using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.ChangePlan;

/// <summary>What the page of a change begins with.</summary>
/// <param name="Overview">With the plan's features, where there is a plan.</param>
/// <param name="Items">What the subscription is made of.</param>
internal sealed record ChangeView(Overview Overview, IReadOnlyList<Plan> Plans, IReadOnlyList<AddOn> AddOns, IReadOnlyList<SubscriptionItem> Items);

internal sealed class ChangeReader(BillingDbFactory databases, BillingOverview overviews, Catalogue catalogue)
{
    public async Task<ChangeView> ReadAsync(Caller caller, CancellationToken ct)
    {
        var overview = await overviews.ReadAsync(caller, ct);
        if (overview.Plan is { } plan)
            overview = overview with { Plan = await catalogue.FindAsync(plan.Id, ct) };
        await using var db = databases.ForTenant(caller.OwnTenant);
        return new ChangeView(
            overview, await catalogue.OnSaleAsync(ct), await catalogue.AddOnsAsync(ct), await db.SubscriptionItems.AsNoTracking().ToListAsync(ct));
    }
}
