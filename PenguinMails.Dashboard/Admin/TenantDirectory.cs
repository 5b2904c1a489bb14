using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Admin;

/// <summary>One tenant in the list.</summary>
public sealed record TenantLine(Guid Id, string Name, string? OwnerEmail, string? PlanName, SubscriptionState State, DateTimeOffset CreatedAt, bool HasDuplicate);

public sealed record TenantLines(IReadOnlyList<TenantLine> Lines, int Total);

/// <summary>All tenants, for PenguinMails' own billing operators and for nobody else.</summary>
public sealed class TenantDirectory(BillingDbFactory databases, TimeProvider time)
{
    /// <param name="caller">Must be an operator.</param>
    /// <param name="search">Part of a name or an email, or a Stripe id; blank for all.</param>
    /// <param name="status">A status in Stripe's words, "none" for tenants without a subscription, null for all.</param>
    /// <param name="skip">How many to pass over.</param>
    /// <param name="take">How many to read.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="UnauthorizedAccessException">The caller is no operator.</exception>
    public async Task<TenantLines> ListAsync(Caller caller, string? search, string? status, int skip, int take, CancellationToken ct)
    {
        Operators.Require(caller);
        await using var db = databases.ForPlatform();
        var tenants = Filter(db, search?.Trim(), status);
        var total = await tenants.CountAsync(ct);
        var now = time.GetUtcNow();
        var rows = await tenants.OrderBy(tenant => tenant.Name).ThenBy(tenant => tenant.Id).Skip(skip).Take(take)
            .Select(tenant => new
            {
                tenant.Id,
                tenant.Name,
                tenant.CreatedAt,
                Owner = db.Users.Where(user => user.TenantId == tenant.Id && user.Role == Role.Owner).Select(user => user.Email).FirstOrDefault(),
                Subscription = db.TenantSubscriptions.FirstOrDefault(subscription => subscription.TenantId == tenant.Id),
                Unpaid = db.Suspensions.Where(suspension => suspension.TenantId == tenant.Id && suspension.LiftedAt == null).ToList(),
                HasDuplicate = db.DuplicateSubscriptions.Any(duplicate => duplicate.TenantId == tenant.Id),
            }).AsNoTracking().ToListAsync(ct);
        var plans = await db.Plans.ToDictionaryAsync(plan => plan.Id, plan => plan.Name, ct);
        return new TenantLines(
            [.. rows.Select(row => new TenantLine(
                row.Id, row.Name, row.Owner, row.Subscription?.PlanId is { } plan ? plans.GetValueOrDefault(plan) : null,
                SubscriptionStates.StateOf(row.Subscription, Suspensions.Gravest(row.Unpaid.Where(unpaid => row.Subscription is not null && unpaid.Of(row.Subscription))), now), row.CreatedAt, row.HasDuplicate))],
            total);
    }

    private static IQueryable<Tenant> Filter(BillingDb db, string? search, string? status)
    {
        var tenants = db.Tenants.AsQueryable();
        if (!string.IsNullOrEmpty(search))
        {
            var part = TextSearch.Part(search);
            tenants = tenants.Where(tenant =>
                TextSearch.IsLike(tenant.Name, part)
                || db.Users.Any(user => user.TenantId == tenant.Id && TextSearch.IsLike(user.Email, part))
                || db.BillingCustomers.Any(customer => customer.TenantId == tenant.Id && customer.StripeCustomerId == search)
                || db.TenantSubscriptions.Any(subscription => subscription.TenantId == tenant.Id && subscription.StripeSubscriptionId == search)
                || db.Invoices.Any(invoice => invoice.TenantId == tenant.Id && (invoice.Id == search || invoice.Number == search))
                || db.Payments.Any(payment => payment.TenantId == tenant.Id && payment.Id == search));
        }

        return status switch
        {
            null or "" => tenants,
            "none" => tenants.Where(tenant => !db.TenantSubscriptions.Any(subscription => subscription.TenantId == tenant.Id)),
            _ => tenants.Where(tenant => db.TenantSubscriptions.Any(subscription => subscription.TenantId == tenant.Id && subscription.Status == status)),
        };
    }
}
