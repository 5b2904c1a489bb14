using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.Billing.Standing;

/// <summary>What a tenant has and what it may do with it, at one moment.</summary>
/// <param name="Sending">What is left of the plan's emails.</param>
public sealed record BillingStanding(TenantSubscription? Subscription, Plan? Plan, Entitlements Entitlements, SendingAllowance Sending, DateTimeOffset At)
{
    /// <summary>What the subscription allows, unless its emails are used up.</summary>
    public bool CanSendEmails => Entitlements.CanSendEmails && Sending.MaySend;

    public int? DaysUntilSuspension => Entitlements.DaysUntilSuspension(At);
}

/// <summary>Reads it for the tenant who asks.</summary>
public sealed class TenantStanding(BillingDbFactory databases, ISendingLimit sending, TimeProvider time)
{
    public async Task<BillingStanding> ReadAsync(Caller caller, CancellationToken ct)
    {
        await using var db = databases.ForTenant(caller.OwnTenant);
        var now = time.GetUtcNow();
        var subscription = await db.TenantSubscriptions.AsNoTracking().SingleOrDefaultAsync(ct);
        var plan = subscription?.PlanId is { } id ? await db.Plans.Include(plan => plan.Features.OrderBy(feature => feature.DisplayOrder)).AsNoTracking().SingleOrDefaultAsync(plan => plan.Id == id, ct) : null;
        var suspension = await db.SuspensionAsync(subscription, ct);
        var entitlements = Entitlements.Of(subscription, suspension, plan, await db.AddOnsOfAsync(caller.OwnTenant, ct), now);
        // Nothing is left of what nobody may send.
        var allowance = entitlements.CanSendEmails ? await sending.ReadAsync(caller.OwnTenant, ct) : new SendingAllowance(0, null);
        return new BillingStanding(subscription, plan, entitlements, allowance, now);
    }
}
