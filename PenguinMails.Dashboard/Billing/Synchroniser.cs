using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Billing.Transitions;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Data.Leases;
using PenguinMails.Dashboard.Live;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing;

/// <summary>
/// The only writer of the mirror. Whoever learns that something of a customer changed (a webhook, a page that came back from
/// Checkout, a repair) asks here; what it is now, Stripe says.
/// </summary>
public sealed class Synchroniser(
    BillingDbFactory databases, LeaseKeeper leases, Snapshots stripe, IEnumerable<ITransitionHandler> handlers,
    BillingFeed feed, Signal<DuplicateReversal> reversal, TimeProvider time)
{
    // Beyond so many, a page of the list is fewer calls than each by itself.
    private const int MostReadOneByOne = 6;

    /// <param name="customerId">Stripe's, <c>cus_…</c>.</param>
    /// <param name="hints">What to read beyond the customer and its subscriptions.</param>
    /// <param name="alongside">Written in the same transaction as the mirror, for marks that must not be kept without it.</param>
    /// <param name="ct">Given up as a whole: nothing is written by halves.</param>
    /// <exception cref="StripeUnavailableException">Stripe could not be read; nothing was written.</exception>
    public async Task<SyncOutcome> RefreshAsync(
        string customerId, SyncHints hints, Func<BillingDb, CancellationToken, Task>? alongside = null, CancellationToken ct = default)
    {
        await using var lease = await leases.TakeAsync($"customer:{customerId}", ct);
        if (await OwnerOfAsync(customerId, ct) is not { } owner)
            return new SyncOutcome.NotOurs();
        var tenantId = owner.TenantId;

        // Fetched inside the lease: a fetch made before it could be older than the row it overwrites.
        var state = await FetchAsync(customerId, owner, hints, ct);

        await using var db = databases.ForTenant(tenantId);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await lease.ProveHeldAsync(db, ct);
        var now = time.GetUtcNow();
        var customer = await db.BillingCustomers.SingleAsync(ct);
        var transitions = await new MirrorWriter(db, customer, now).WriteAsync(state, ct);
        foreach (var transition in transitions)
        {
            foreach (var handler in handlers)
                await handler.HandleAsync(transition, new TransitionContext(db, tenantId, now), ct);
        }

        if (alongside is not null)
            await alongside(db, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);

        if (transitions.OfType<BillingTransition.DuplicateFound>().Any())
            reversal.Ring();
        feed.Publish(tenantId);
        return new SyncOutcome.Synced(tenantId);
    }

    private sealed record Owner(Guid TenantId, string? MirroredSubscriptionId, IReadOnlyList<string> FailingInvoiceIds);

    private async Task<Owner?> OwnerOfAsync(string customerId, CancellationToken ct)
    {
        await using var db = databases.ForPlatform();
        var owner = await db.BillingCustomers.Where(customer => customer.StripeCustomerId == customerId)
            .Select(customer => new
            {
                customer.TenantId,
                Mirrored = db.TenantSubscriptions.Where(row => row.TenantId == customer.TenantId).Select(row => row.StripeSubscriptionId).SingleOrDefault(),
            })
            .SingleOrDefaultAsync(ct);
        if (owner is null)
            return null;
        var failing = await db.Invoices
            .Where(invoice => invoice.TenantId == owner.TenantId && invoice.Status == InvoiceStatus.Open && invoice.FailingSince != null)
            .Select(invoice => invoice.Id).ToListAsync(ct);
        return new Owner(owner.TenantId, owner.Mirrored, failing);
    }

    private async Task<CustomerState> FetchAsync(string customerId, Owner owner, SyncHints hints, CancellationToken ct)
    {
        var customer = await stripe.CustomerAsync(customerId, ct);
        if (customer is not { Deleted: false })
            return new CustomerState(customer, [], [], [], [], null);
        var cards = await stripe.CardsAsync(customerId, ct);
        var subscriptions = await stripe.SubscriptionsAsync(customerId, ct);
        var current = CurrentSubscription.Choose(subscriptions, owner.MirroredSubscriptionId);
        var next = current is { CancelAtPeriodEnd: false, CancelAt: null } && SubscriptionStatus.IsLive(current.Status)
            ? await stripe.NextInvoiceAsync(current, ct)
            : null;
        if (hints.Everything || hints.InvoiceIds.Count + hints.PaymentIntentIds.Count > MostReadOneByOne)
        {
            var all = new CustomerState(customer, subscriptions, await stripe.InvoicesAsync(customerId, ct), await stripe.PaymentsAsync(customerId, ct), cards, next);
            return all with { FirstFailures = await FirstFailuresAsync(all.Invoices, owner, ct) };
        }

        var invoices = await EachAsync(hints.InvoiceIds.Union(Unpaid(current, owner)), id => stripe.InvoiceAsync(id, ct));
        var payments = await EachAsync(
            hints.PaymentIntentIds.Union(invoices.SelectMany(invoice => invoice.PaymentIntentIds)), id => stripe.PaymentAsync(id, ct));
        invoices = [.. invoices, .. await RefundedAsync(payments, invoices, ct)];
        return new CustomerState(customer, subscriptions, invoices, payments, cards, next) { FirstFailures = await FirstFailuresAsync(invoices, owner, ct) };
    }

    // Read whatever was hinted at: that a payment failed, or came after all, must not depend on which event told of it.
    private static IEnumerable<string> Unpaid(SubscriptionSnapshot? current, Owner owner) =>
        current is { LatestInvoiceId: { } latest, Status: SubscriptionStatus.PastDue or SubscriptionStatus.Unpaid or SubscriptionStatus.Incomplete }
            ? owner.FailingInvoiceIds.Append(latest)
            : owner.FailingInvoiceIds;

    // Who is given money back is told for which invoice, also where nothing of that invoice ever arrived.
    private async Task<IReadOnlyList<InvoiceSnapshot>> RefundedAsync(
        IReadOnlyList<PaymentSnapshot> payments, IReadOnlyList<InvoiceSnapshot> read, CancellationToken ct)
    {
        var refunded = payments.Where(payment => payment.AmountRefunded > 0 && !read.Any(invoice => invoice.PaymentIntentIds.Contains(payment.Id)));
        var ids = await EachAsync(refunded.Select(payment => payment.Id), id => stripe.InvoiceIdOfAsync(id, ct));
        return await EachAsync(ids, id => stripe.InvoiceAsync(id, ct));
    }

    // Asked once for each: a later attempt hides when the first one was.
    private async Task<Dictionary<string, DateTimeOffset>> FirstFailuresAsync(IEnumerable<InvoiceSnapshot> invoices, Owner owner, CancellationToken ct)
    {
        var found = new Dictionary<string, DateTimeOffset>();
        foreach (var invoice in invoices.Where(one => one is { Status: InvoiceStatus.Open, AttemptCount: > 0 } && !owner.FailingInvoiceIds.Contains(one.Id)))
        {
            foreach (var payment in invoice.PaymentIntentIds)
            {
                if (await stripe.FirstFailureAsync(payment, ct) is { } at && (!found.TryGetValue(invoice.Id, out var known) || at < known))
                    found[invoice.Id] = at;
            }
        }

        return found;
    }

    private static async Task<IReadOnlyList<T>> EachAsync<T>(IEnumerable<string> ids, Func<string, Task<T?>> read) where T : class
    {
        var found = new List<T>();
        foreach (var id in ids)
        {
            if (await read(id) is { } item)
                found.Add(item);
        }

        return found;
    }
}
