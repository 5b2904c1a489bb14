using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Dunning.Cases;
using PenguinMails.Dashboard.Dunning.Schedule;

namespace PenguinMails.Dashboard.Dunning.Collecting;

/// <summary>A case with what the mirror knows of its invoice and of the card that would pay it.</summary>
internal sealed record CaseFacts(DunningCase Case, Invoice Invoice, string? SubscriptionMethodId, string? DefaultMethodId)
{
    /// <summary>The card to try next; null for none.</summary>
    public string? MethodId => RetryRule.MethodToTry(SubscriptionMethodId, DefaultMethodId, Invoice.DeclinedMethodId);

    public RetryFacts Retry(bool stripeRetries) =>
        new(Invoice.DeclineCode, Invoice.NeedsAuthentication, Invoice.DeclinedMethodId, MethodId, stripeRetries);

    /// <summary>The tenant's open case, or null; the oldest, where it is several.</summary>
    public static async Task<CaseFacts?> OpenAsync(BillingDb db, CancellationToken ct) =>
        await db.DunningCases.AsNoTracking().Where(one => one.ClosedAt == null).OrderBy(one => one.FirstFailedAt).FirstOrDefaultAsync(ct) is { } one
            ? await OfAsync(db, one, ct)
            : null;

    public static async Task<CaseFacts> OfAsync(BillingDb db, DunningCase one, CancellationToken ct)
    {
        var invoice = await db.Invoices.AsNoTracking().SingleAsync(invoice => invoice.Id == one.InvoiceId, ct);
        var own = await db.TenantSubscriptions.Where(row => row.StripeSubscriptionId == one.StripeSubscriptionId).Select(row => row.PaymentMethodId).SingleOrDefaultAsync(ct);
        var standard = await db.PaymentMethods.Where(method => method.IsDefault).Select(method => method.Id).FirstOrDefaultAsync(ct);
        return new CaseFacts(one, invoice, own, standard);
    }
}
