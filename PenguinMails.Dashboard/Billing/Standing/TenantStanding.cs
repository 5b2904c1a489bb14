using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.Billing.Standing;

/// <summary>What a tenant has and what it may do with it, at one moment.</summary>
public sealed record BillingStanding(TenantSubscription? Subscription, Plan? Plan, Entitlements Entitlements, DateTimeOffset At)
{
    public int? DaysUntilSuspension => Entitlements.DaysUntilSuspension(At);
}

/// <summary>Reads it for the tenant who asks.</summary>
public sealed class TenantStanding(BillingDbFactory databases, TimeProvider time)
{
    public async Task<BillingStanding> ReadAsync(Caller caller, CancellationToken ct)
    {
        await using var db = databases.ForTenant(caller.OwnTenant);
        var now = time.GetUtcNow();
        var subscription = await db.TenantSubscriptions.AsNoTracking().SingleOrDefaultAsync(ct);
        var plan = subscription?.PlanId is { } id ? await db.Plans.AsNoTracking().SingleOrDefaultAsync(plan => plan.Id == id, ct) : null;
        var suspension = await db.SuspensionAsync(subscription, ct);
        return new BillingStanding(subscription, plan, Entitlements.Of(subscription, suspension, plan, now), now);
    }
}
