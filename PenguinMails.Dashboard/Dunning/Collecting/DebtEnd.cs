using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Audit;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Dunning.Cases;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Dunning.Collecting;

/// <summary>
/// The fourteenth day's end: the invoice is voided and the subscription canceled. Voided, because an open invoice can be paid on
/// Stripe's page for good, and whoever paid it then would pay for a subscription that is no more. Voided first, because Stripe
/// voids only what is unpaid: somebody who pays in the same second either keeps the subscription or is not charged.
/// </summary>
internal sealed class DebtEnd(BillingDbFactory databases, InvoicePayments invoices, SubscriptionCare care, Synchroniser synchroniser, TimeProvider time)
{
    /// <summary>Decided, and cut off before it was done.</summary>
    public async Task<bool> IsDecidedAsync(DunningCase one, CancellationToken ct)
    {
        await using var db = databases.ForTenant(one.TenantId);
        return await db.DunningCases.AnyAsync(row => row.Id == one.Id && row.ClosedAt == null, ct)
            && await db.Suspensions.AnyAsync(row => row.InvoiceId == one.InvoiceId && row.EndingAt != null, ct);
    }

    public async Task RunAsync(DunningCase one, CancellationToken ct)
    {
        // Paid after all: the refresh finds that, and closes the case as it closes any.
        if (await invoices.VoidAsync(one.InvoiceId, ct) != InvoiceStatus.Paid)
            await care.CancelNowAsync(one.StripeSubscriptionId, "Unpaid for fourteen days", ct);
        await synchroniser.RefreshAsync(one.StripeCustomerId, new SyncHints(false, [one.InvoiceId], []), (db, token) => NoteAsync(db, one.Id, token), ct);
    }

    private async Task NoteAsync(BillingDb db, Guid caseId, CancellationToken ct)
    {
        if (await db.DunningCases.FindAsync([caseId], ct) is { Ending: CaseEnding.Canceled } one
            && !await db.AuditEntries.AnyAsync(entry => entry.Subject == one.InvoiceId && entry.Action == "Subscription canceled for non-payment", ct))
            db.Record(one.TenantId, time.GetUtcNow(), AuditTrail.Product, "Subscription canceled for non-payment", one.InvoiceId, $"{one.Owed} unpaid for fourteen days; the invoice is voided");
    }
}
