using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Data.Leases;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing;

/// <summary>Knows, and if need be makes, the Stripe customer of a tenant.</summary>
public sealed class BillingCustomers(BillingDbFactory databases, LeaseKeeper leases, Customers stripe, TimeProvider time)
{
    public async Task<BillingCustomer?> FindAsync(Guid tenantId, CancellationToken ct)
    {
        await using var db = databases.ForTenant(tenantId);
        return await db.BillingCustomers.AsNoTracking().SingleOrDefaultAsync(ct);
    }

    public async Task<BillingCustomer> GetOrCreateAsync(Guid tenantId, CancellationToken ct)
    {
        await using var lease = await leases.TakeAsync($"customer-of:{tenantId}", ct);
        await using var db = databases.ForTenant(tenantId);
        var known = await db.BillingCustomers.SingleOrDefaultAsync(ct);
        if (known is { DeletedAt: null })
            return known;

        var tenant = await db.Tenants.SingleAsync(tenant => tenant.Id == tenantId, ct);
        // Stripe sends receipts to the customer's address: the owner's, until the tenant names another.
        var email = await db.Users.Where(user => user.TenantId == tenantId && user.Role == Role.Owner).Select(user => user.Email).FirstOrDefaultAsync(ct);
        var now = time.GetUtcNow();
        var id = await stripe.CreateAsync(tenantId, tenant.Name, email, known?.StripeCustomerId, ct);
        if (known is null)
            db.BillingCustomers.Add(known = new BillingCustomer { TenantId = tenantId, StripeCustomerId = id, CreatedAt = now });
        (known.StripeCustomerId, known.DeletedAt) = (id, null);
        db.Record(tenantId, now, AuditTrail.Product, "Stripe customer created", id);
        await db.SaveChangesAsync(ct);
        return known;
    }
}
