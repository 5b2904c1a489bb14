using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Data.Leases;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Checkout;

/// <summary>Leads a tenant to Stripe's Checkout for one plan, and to one open session at a time: two tabs cannot pay twice.</summary>
public sealed class CheckoutService(
    BillingDbFactory databases, LeaseKeeper leases, BillingCustomers customers, CheckoutSessions sessions,
    Synchroniser synchroniser, Catalogue catalogue, PriceMapper prices, TimeProvider time)
{
    private const int TrialDays = 14;

    // Stripe allows a session at most 24 hours and keeps idempotency keys at least as long: within this a repeated create finds the same session.
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(23);

    public async Task<CheckoutOutcome> StartAsync(Caller caller, CheckoutWish wish, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new CheckoutOutcome.NotAllowed();
        var plan = await catalogue.FindAsync(wish.PlanId, ct);
        if (plan is { Active: true, ContactSales: true })
            return new CheckoutOutcome.ContactSales();
        try
        {
            if (plan is not { Active: true } || await PriceIdAsync(plan, wish.Cycle, ct) is not { } priceId)
                return new CheckoutOutcome.NotForSale(wish.PlanId);
            return await StartAsync(caller.OwnTenant, wish, priceId, ct);
        }
        catch (StripeUnavailableException error)
        {
            return new CheckoutOutcome.StripeUnavailable(error.RetryAfter);
        }
    }

    private async Task<CheckoutOutcome> StartAsync(Guid tenantId, CheckoutWish wish, string priceId, CancellationToken ct)
    {
        var customer = await customers.GetOrCreateAsync(tenantId, ct);
        await using var lease = await leases.TakeAsync($"checkout:{tenantId}", ct);
        await using var db = databases.ForTenant(tenantId);
        var wanted = Attempt(tenantId, wish, priceId, customer);

        if (await db.CheckoutAttempts.SingleOrDefaultAsync(attempt => attempt.EndedAt == null, ct) is { } open)
        {
            var session = await SessionOfAsync(open, customer, ct);
            if (session is { IsOpen: true, Url: { } url } && open.IsSameIntent(wanted) && await NothingLiveAsync(db, ct))
            {
                await db.SaveChangesAsync(ct);
                return new CheckoutOutcome.Redirect(url);
            }

            if (session is { IsOpen: true })
                session = await sessions.ExpireAsync(session.Id, ct);
            open.EndedAt = time.GetUtcNow();
            await db.SaveChangesAsync(ct);
            // Paid in another tab a moment ago: the mirror may not have heard yet.
            if (session is { IsComplete: true })
                await synchroniser.RefreshAsync(customer.StripeCustomerId, SyncHints.All, ct: ct);
        }

        if (!await NothingLiveAsync(db, ct))
            return new CheckoutOutcome.AlreadySubscribed();

        db.CheckoutAttempts.Add(wanted);
        await db.SaveChangesAsync(ct);
        var created = await sessions.CreateAsync(Request(wanted, customer), ct);
        wanted.StripeSessionId = created.Id;
        await db.SaveChangesAsync(ct);
        return new CheckoutOutcome.Redirect(created.Url ?? throw new InvalidOperationException($"Stripe opened {created.Id} without an address."));
    }

    // Cut off between row and answer: the same call again, under the same key, brings the session that Stripe made.
    private async Task<CheckoutSession?> SessionOfAsync(CheckoutAttempt attempt, BillingCustomer customer, CancellationToken ct)
    {
        if (attempt.StripeSessionId is { } id)
            return await sessions.FindAsync(id, ct);
        if (attempt.ExpiresAt <= time.GetUtcNow())
            return null;
        var session = await sessions.CreateAsync(Request(attempt, customer), ct);
        attempt.StripeSessionId = session.Id;
        return session;
    }

    private static async Task<bool> NothingLiveAsync(BillingDb db, CancellationToken ct)
    {
        var status = await db.TenantSubscriptions.Select(subscription => subscription.Status).SingleOrDefaultAsync(ct);
        return status is null || !SubscriptionStatus.IsLive(status);
    }

    private async Task<string?> PriceIdAsync(Plan plan, BillingCycle cycle, CancellationToken ct)
    {
        if (plan.PriceOf(cycle) is not { } price)
            return null;
        if (price.StripePriceId is not null)
            return price.StripePriceId;
        await prices.MapAsync(ct);
        return (await catalogue.FindAsync(plan.Id, ct))?.PriceOf(cycle)?.StripePriceId;
    }

    private CheckoutAttempt Attempt(Guid tenantId, CheckoutWish wish, string priceId, BillingCustomer customer)
    {
        var now = time.GetUtcNow();
        return new CheckoutAttempt
        {
            Id = Guid.CreateVersion7(now),
            TenantId = tenantId,
            PlanId = wish.PlanId,
            BillingCycle = wish.Cycle,
            TrialDays = wish.WithTrial && customer.TrialUsedAt is null ? TrialDays : null,
            StripePriceId = priceId,
            SuccessUrl = wish.SuccessUrl,
            CancelUrl = wish.CancelUrl,
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        };
    }

    private static CheckoutRequest Request(CheckoutAttempt attempt, BillingCustomer customer) => new(
        attempt.Id, attempt.TenantId, customer.StripeCustomerId, attempt.PlanId, attempt.StripePriceId, attempt.TrialDays,
        attempt.SuccessUrl, attempt.CancelUrl, attempt.ExpiresAt);
}
