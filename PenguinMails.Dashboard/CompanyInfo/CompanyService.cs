using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Data.Leases;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.CompanyInfo;

/// <summary>
/// Reads and changes who is billed. Stripe is told first and the mirror read back from it; the contacts are written in the
/// mirror's transaction, so that both are there or neither.
/// </summary>
public sealed class CompanyService(
    BillingDbFactory databases, LeaseKeeper leases, BillingCustomers customers, CompanyAtStripe stripe, Synchroniser synchroniser, TimeProvider time)
{
    // Customer and subscriptions alone: no invoice changes by this.
    private static readonly SyncHints CustomerAlone = new(false, [], []);

    public async Task<CompanyDetails> ReadAsync(Caller caller, CancellationToken ct)
    {
        await using var db = databases.ForTenant(caller.OwnTenant);
        return await db.DetailsAsync(caller.OwnTenant, ct);
    }

    /// <param name="caller">Who asks; must manage the tenant's billing.</param>
    /// <param name="wish">What it shall be, as a whole.</param>
    /// <param name="seen">The version that the caller changed; null to write over whatever is there.</param>
    /// <param name="ct">Gives up; what Stripe has taken by then comes by the next reading.</param>
    public async Task<CompanyOutcome> SaveAsync(Caller caller, CompanyWish wish, string? seen, CancellationToken ct)
    {
        if (!caller.ManagesBilling)
            return new CompanyOutcome.NotAllowed();
        wish = wish.Trimmed();
        if (CompanyRules.Problems(wish) is { Count: > 0 } problems)
            return new CompanyOutcome.Invalid(problems);
        try
        {
            return await SaveValidAsync(caller, wish, seen, ct);
        }
        catch (StripeUnavailableException error)
        {
            return new CompanyOutcome.StripeUnavailable(error.RetryAfter);
        }
    }

    private async Task<CompanyOutcome> SaveValidAsync(Caller caller, CompanyWish wish, string? seen, CancellationToken ct)
    {
        var tenantId = caller.OwnTenant;
        await using var lease = await leases.TakeAsync($"company-info:{tenantId}", ct);
        // Looked at before the customer is made or read anew: a first customer is no change of somebody else's.
        var before = await ReadAsync(caller, ct);
        if (seen is not null && seen != before.Version)
            return new CompanyOutcome.ChangedMeanwhile(before);
        var known = await customers.FindAsync(tenantId, ct);
        var customer = known is { DeletedAt: null } ? known : await customers.GetOrCreateAsync(tenantId, ct);
        await synchroniser.RefreshAsync(customer.StripeCustomerId, CustomerAlone, ct: ct);
        var now = await ReadAsync(caller, ct);
        // What was changed on Stripe's own pages counts too, though its news may not have come.
        if (seen is not null && known is { DeletedAt: null, SyncedAt: not null } && now.Version != before.Version)
            return new CompanyOutcome.ChangedMeanwhile(now);

        var changes = CompanyChanges.Between(now, wish);
        if (changes.Count > 0)
        {
            if (await stripe.WriteAsync(tenantId, customer.StripeCustomerId, wish, now.Version, ct) is { Count: > 0 } refused)
                return new CompanyOutcome.Invalid(refused);
            await synchroniser.RefreshAsync(customer.StripeCustomerId, CustomerAlone, async (db, token) =>
            {
                await lease.ProveHeldAsync(db, token);
                await CompanyChanges.WriteAsync(db, caller, wish, changes, customer.StripeCustomerId, time.GetUtcNow(), token);
            }, ct);
        }

        return new CompanyOutcome.Saved(await ReadAsync(caller, ct));
    }
}
