using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.ChangePlan.Rules;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.ChangePlan.Quotes;

/// <summary>Reads what a wish is about, and refuses what cannot be.</summary>
internal sealed class ChangeCases(BillingDbFactory databases, Catalogue catalogue, SubscriptionEdits subscriptions, IUsageCounters usage)
{
    /// <returns>The case, or why there is none.</returns>
    public async Task<(ChangeCase? Case, ChangeOutcome? Refusal)> ReadAsync(Guid tenantId, ChangeWish wish, CancellationToken ct)
    {
        await using var db = databases.ForTenant(tenantId);
        var row = await db.TenantSubscriptions.AsNoTracking().SingleOrDefaultAsync(ct);
        if (Obstacle(row, wish) is { } obstacle)
            return (null, new ChangeOutcome.NotNow(obstacle));
        if (await catalogue.FindAsync(wish.PlanId, ct) is not { } to || (!to.Active && to.Id != row!.PlanId))
            return (null, new ChangeOutcome.NotForSale());
        if (to.ContactSales)
            return (null, new ChangeOutcome.ContactSales());
        var addOns = await catalogue.AddOnsAsync(ct);
        if (wish.AddOnId is { } wanted && (addOns.FirstOrDefault(addOn => addOn.Id == wanted) is not { } addOn || !Fits(addOn, to, wish.Quantity)))
            return (null, new ChangeOutcome.NotForSale());

        // Asked of Stripe and not of the mirror: on these items the change is made.
        if (await subscriptions.FindAsync(row!.StripeSubscriptionId, ct) is not { } live)
            return (null, new ChangeOutcome.NotNow(ChangeObstacle.NoSubscription));
        if (WantedItems.Of(live.Items, to, wish, addOns) is not { } items)
            return (null, new ChangeOutcome.NotForSale());
        if (items.Changes.Count == 0 || IsScheduled(row, wish))
            return (null, new ChangeOutcome.NothingToChange());
        if (LimitCheck.Exceeded(to, items.AddOns, await usage.ReadAsync(tenantId, ct)) is { Count: > 0 } excesses)
            return (null, new ChangeOutcome.ExceedsLimits(excesses));
        var from = row.PlanId is { } id ? await catalogue.FindAsync(id, ct) : null;
        var names = QuoteWords.Names(new[] { from, to }.OfType<Plan>().DistinctBy(plan => plan.Id), addOns);
        return (new ChangeCase(row, live, wish, TimingOf(row, live, from, to, wish, addOns), items, names, await ArrangedAsync(row, live, addOns, ct)), null);
    }

    private async Task<ArrangedChange?> ArrangedAsync(TenantSubscription row, LiveSubscription live, IReadOnlyList<AddOn> addOns, CancellationToken ct) =>
        row is { ScheduledPlanId: { } id, ScheduledCycle: { } cycle } && await catalogue.FindAsync(id, ct) is { } plan
        && WantedItems.Of(live.Items, plan, new ChangeWish(id, cycle), addOns) is { } items
            ? new ArrangedChange(items.Next, cycle)
            : null;

    private static ChangeObstacle? Obstacle(TenantSubscription? row, ChangeWish wish) => row switch
    {
        null => ChangeObstacle.NoSubscription,
        { Status: SubscriptionStatus.PastDue or SubscriptionStatus.Unpaid or SubscriptionStatus.Paused or SubscriptionStatus.Incomplete } => ChangeObstacle.PaymentOpen,
        { Status: not (SubscriptionStatus.Active or SubscriptionStatus.Trialing) } => ChangeObstacle.NoSubscription,
        { CancelAtPeriodEnd: true } => ChangeObstacle.Ending,
        { ScheduledAt: not null } when wish.AddOnId is not null => ChangeObstacle.ChangeScheduled,
        _ => null,
    };

    // More than is sold may be had already; less than none may not.
    private static bool Fits(AddOn addOn, Plan plan, int quantity) =>
        quantity >= 0 && quantity <= addOn.Most && (quantity == 0 || addOn.IsFor(plan.Id));

    private static bool IsScheduled(TenantSubscription row, ChangeWish wish) =>
        wish.AddOnId is null && row.ScheduledAt is not null && (row.ScheduledPlanId, row.ScheduledCycle) == (wish.PlanId, wish.Cycle);

    private static ChangeTiming TimingOf(TenantSubscription row, LiveSubscription live, Plan? from, Plan to, ChangeWish wish, IReadOnlyList<AddOn> addOns)
    {
        var trialing = row.Status == SubscriptionStatus.Trialing;
        if (wish.AddOnId is { } id)
        {
            var now = live.Items.Where(item => WantedItems.AddOnOf(item, addOns)?.Id == id).Sum(item => item.Quantity);
            return ChangeTimings.OfAddOn(now, wish.Quantity, trialing);
        }

        var paid = from?.PriceOf(BillingCycle.Monthly)?.Amount ?? (row.BillingCycle is BillingCycle.Annual ? row.Amount / 12 : row.Amount);
        return ChangeTimings.OfPlan(
            new PaidPlan(paid, row.BillingCycle), new PaidPlan(to.PriceOf(BillingCycle.Monthly)?.Amount ?? long.MaxValue, wish.Cycle), trialing);
    }
}
