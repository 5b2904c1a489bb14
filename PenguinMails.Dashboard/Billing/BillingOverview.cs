using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.Billing;

/// <summary>A tenant's billing at a glance.</summary>
public sealed record Overview(
    string TenantName, SubscriptionState State, TenantSubscription? Subscription, Plan? Plan, bool TrialAvailable, bool HasCustomer)
{
    /// <summary>What is unpaid on it; null for nothing.</summary>
    public Suspension? Suspension { get; init; }
}

/// <summary>Reads the mirror for the tenant who asks.</summary>
public sealed class BillingOverview(BillingDbFactory databases, TimeProvider time)
{
    public async Task<Overview> ReadAsync(Caller caller, CancellationToken ct)
    {
        await using var db = databases.ForTenant(caller.OwnTenant);
        var tenant = await db.Tenants.Where(tenant => tenant.Id == caller.OwnTenant).Select(tenant => tenant.Name).SingleAsync(ct);
        var subscription = await db.TenantSubscriptions.AsNoTracking().SingleOrDefaultAsync(ct);
        var customer = await db.BillingCustomers.AsNoTracking().SingleOrDefaultAsync(ct);
        var plan = subscription?.PlanId is { } planId
            ? await db.Plans.Include(plan => plan.Prices).AsNoTracking().SingleOrDefaultAsync(plan => plan.Id == planId, ct)
            : null;
        var suspension = await db.SuspensionAsync(subscription, ct);
        // How a tenant pays is for those who manage its billing; a member never gets it, so no page can show it.
        if (subscription is not null && !caller.ManagesBilling)
            subscription.Card = null;
        return new Overview(
            tenant, SubscriptionStates.StateOf(subscription, suspension, time.GetUtcNow()), subscription, plan, customer?.TrialUsedAt is null, customer is not null)
        {
            Suspension = suspension,
        };
    }
}
