using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Admin;

/// <summary>Everything an operator sees of one tenant. Never a password, never a card beyond its last four digits.</summary>
public sealed record TenantDossier(
    Tenant Tenant, SubscriptionState State, TenantSubscription? Subscription, string? PlanName, BillingCustomer? Customer,
    IReadOnlyList<TenantPerson> People, IReadOnlyList<DuplicateSubscription> Duplicates, IReadOnlyList<Payment> Payments, IReadOnlyList<AuditEntry> Trail);

public sealed record TenantPerson(string Name, string? Email, Role Role);

/// <summary>Reads one tenant's file for an operator.</summary>
public sealed class TenantFile(BillingDbFactory databases, TimeProvider time)
{
    private const int MostEntries = 200;
    private const int MostPayments = 50;

    /// <returns>The file, or null where there is no such tenant.</returns>
    /// <exception cref="UnauthorizedAccessException">The caller is no operator.</exception>
    public async Task<TenantDossier?> ReadAsync(Caller caller, Guid tenantId, CancellationToken ct)
    {
        Operators.Require(caller);
        // One tenant is being looked at, so one tenant's rows is all this context can see.
        await using var db = databases.ForTenant(tenantId);
        if (await db.Tenants.AsNoTracking().SingleOrDefaultAsync(tenant => tenant.Id == tenantId, ct) is not { } tenant)
            return null;
        var subscription = await db.TenantSubscriptions.AsNoTracking().SingleOrDefaultAsync(ct);
        return new TenantDossier(
            tenant,
            SubscriptionStates.StateOf(subscription, await db.SuspensionAsync(subscription, ct), time.GetUtcNow()),
            subscription,
            await db.Plans.Where(plan => subscription != null && plan.Id == subscription.PlanId).Select(plan => plan.Name).SingleOrDefaultAsync(ct),
            await db.BillingCustomers.AsNoTracking().SingleOrDefaultAsync(ct),
            await db.Users.Where(user => user.TenantId == tenantId).OrderBy(user => user.DisplayName)
                .Select(user => new TenantPerson(user.DisplayName, user.Email, user.Role)).ToListAsync(ct),
            await db.DuplicateSubscriptions.AsNoTracking().OrderByDescending(duplicate => duplicate.FoundAt).ToListAsync(ct),
            await db.Payments.AsNoTracking().OrderByDescending(payment => payment.CreatedAt).Take(MostPayments).ToListAsync(ct),
            await db.TrailAsync(tenantId, MostEntries, ct));
    }
}
