using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Data.Leases;
using PenguinMails.Dashboard.Live;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Webhooks.Resync;

/// <summary>Begins resyncs, and tells how they stand. The work itself is the worker's.</summary>
internal sealed class Resyncs(BillingDbFactory databases, LeaseKeeper leases, Owners owners, Signal<ResyncStep> worker, BillingFeed feed, TimeProvider time)
{
    /// <param name="startedBy">Who asked, by name: it stands in the trail.</param>
    /// <param name="ct">Gives up before anything is written.</param>
    public async Task<ResyncOutcome> StartForAllAsync(string startedBy, CancellationToken ct)
    {
        await using var lease = await leases.TakeAsync("resync-start", ct);
        await using var db = databases.ForPlatform();
        return await StartAsync(db, null, null, PlatformTrail.Tenant, startedBy, ct);
    }

    public async Task<ResyncOutcome> StartForTenantAsync(Guid tenantId, string startedBy, CancellationToken ct)
    {
        await using var lease = await leases.TakeAsync("resync-start", ct);
        await using var db = databases.ForTenant(tenantId);
        return await db.BillingCustomers.Select(customer => customer.StripeCustomerId).SingleOrDefaultAsync(ct) is { } customer
            ? await StartAsync(db, customer, null, tenantId, startedBy, ct)
            : new ResyncOutcome.Unknown();
    }

    /// <param name="stripeId">Of any kind that leads to a customer.</param>
    /// <param name="startedBy">Who asked, by name: it stands in the trail.</param>
    /// <param name="ct">Gives up before anything is written.</param>
    public async Task<ResyncOutcome> StartForIdAsync(string stripeId, string startedBy, CancellationToken ct)
    {
        if (!Owners.IsKnownKind(stripeId))
            return new ResyncOutcome.NotAnId();
        try
        {
            if (await owners.CustomerOfAsync(stripeId, ct) is not { } customer)
                return new ResyncOutcome.Unknown();
            await using var lease = await leases.TakeAsync("resync-start", ct);
            await using var db = databases.ForPlatform();
            var tenant = await db.BillingCustomers.Where(known => known.StripeCustomerId == customer).Select(known => (Guid?)known.TenantId).SingleOrDefaultAsync(ct);
            return tenant is { } tenantId ? await StartAsync(db, customer, stripeId, tenantId, startedBy, ct) : new ResyncOutcome.NotOurs(customer);
        }
        catch (StripeUnavailableException unavailable)
        {
            return new ResyncOutcome.StripeUnavailable(unavailable.RetryAfter);
        }
    }

    /// <summary>The latest runs, newest first.</summary>
    public async Task<IReadOnlyList<ResyncRun>> LatestAsync(int most, CancellationToken ct)
    {
        await using var db = databases.ForNobody();
        return await db.ResyncRuns.AsNoTracking().OrderByDescending(run => run.StartedAt).Take(most).ToListAsync(ct);
    }

    private async Task<ResyncOutcome> StartAsync(BillingDb db, string? customer, string? askedFor, Guid tenantId, string startedBy, CancellationToken ct)
    {
        if (await db.ResyncRuns.Where(run => run.FinishedAt == null && run.StripeCustomerId == customer).Select(run => (Guid?)run.Id).FirstOrDefaultAsync(ct) is { } running)
            return new ResyncOutcome.AlreadyRunning(running);
        var now = time.GetUtcNow();
        var run = new ResyncRun
        {
            Id = Guid.CreateVersion7(now),
            StripeCustomerId = customer,
            AskedFor = askedFor,
            StartedBy = startedBy,
            StartedAt = now,
            Total = customer is null ? await db.BillingCustomers.CountAsync(ct) : 1,
        };
        db.ResyncRuns.Add(run);
        var what = customer is null ? $"Every customer ({run.Total}) is read anew from Stripe" : "Its customer is read anew from Stripe";
        db.Record(tenantId, now, startedBy, "Resync started", askedFor ?? customer, what);
        await db.SaveChangesAsync(ct);
        worker.Ring();
        feed.Publish(PlatformTrail.Topic);
        return new ResyncOutcome.Started(run.Id);
    }
}
