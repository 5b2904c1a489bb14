using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Billing.Standing;

/// <summary>The door to <see cref="Suspension"/>: each call belongs into the transaction that decided it.</summary>
public static class Suspensions
{
    /// <summary>What is unpaid on the tenant's current subscription: the gravest, where it is several invoices.</summary>
    public static async Task<Suspension?> SuspensionAsync(this BillingDb db, TenantSubscription? subscription, CancellationToken ct)
    {
        if (subscription is null)
            return null;
        var unpaid = await db.Suspensions.AsNoTracking()
            .Where(row => row.StripeSubscriptionId == subscription.StripeSubscriptionId && row.LiftedAt == null).ToListAsync(ct);
        return Gravest(unpaid);
    }

    public static Suspension? Gravest(IEnumerable<Suspension> unpaid) => unpaid.OrderByDescending(row => row.IsInForce).ThenBy(row => row.DueAt).FirstOrDefault();

    public static async Task AnnounceSuspensionAsync(this BillingDb db, Invoice invoice, DateTimeOffset dueAt, CancellationToken ct)
    {
        if (await db.Suspensions.FindAsync([invoice.Id], ct) is not null)
            return;
        db.Suspensions.Add(new Suspension
        {
            InvoiceId = invoice.Id,
            TenantId = invoice.TenantId,
            StripeSubscriptionId = invoice.StripeSubscriptionId!,
            DueAt = dueAt,
        });
    }

    public static async Task SuspendAsync(this BillingDb db, string invoiceId, DateTimeOffset now, CancellationToken ct) =>
        (await FoundAsync(db, invoiceId, ct)).SuspendedAt ??= now;

    public static async Task LiftSuspensionAsync(this BillingDb db, string invoiceId, DateTimeOffset now, CancellationToken ct)
    {
        var suspension = await FoundAsync(db, invoiceId, ct);
        suspension.LiftedAt ??= now;
        suspension.EndingAt = null;
    }

    /// <summary>The subscription is about to be ended for this debt: what Stripe then says of it is our own doing.</summary>
    public static async Task DecideEndAsync(this BillingDb db, string invoiceId, DateTimeOffset now, CancellationToken ct) =>
        (await FoundAsync(db, invoiceId, ct)).EndingAt ??= now;

    public static Task<bool> IsEndingForDebtAsync(this BillingDb db, string subscriptionId, CancellationToken ct) =>
        db.Suspensions.AnyAsync(row => row.StripeSubscriptionId == subscriptionId && row.EndingAt != null && row.LiftedAt == null, ct);

    private static async Task<Suspension> FoundAsync(BillingDb db, string invoiceId, CancellationToken ct) =>
        await db.Suspensions.FindAsync([invoiceId], ct) ?? throw new InvalidOperationException($"No suspension was announced for {invoiceId}.");
}
