using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing.Transitions;

/// <summary>
/// What of invoices and payments is news to those who pay. Read off two states, like all transitions; of what is seen for the first
/// time only what is young, so that a tenant whose history is read late is not told of years.
/// </summary>
internal static class MoneyNews
{
    // A renewal older than this has been followed by another.
    private static readonly TimeSpan Young = TimeSpan.FromDays(30);

    // Stripe's clock is not ours, and counts in whole seconds: what was bought at once must not look older than its buyer.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>What lies before is history, where the mirror did not know it.</summary>
    public static DateTimeOffset Since(BillingCustomer customer, DateTimeOffset now)
    {
        var (met, young) = (customer.CreatedAt - Skew, now - Young);
        return met > young ? met : young;
    }

    /// <param name="before">The invoice's row as it was; null where it is seen for the first time.</param>
    /// <param name="after">The row as it is now.</param>
    /// <param name="invoice">What Stripe says of it.</param>
    /// <param name="since">See <see cref="Since"/>.</param>
    public static BillingTransition.InvoiceAvailable? Of(InvoiceFacts? before, Invoice after, InvoiceSnapshot invoice, DateTimeOffset since)
    {
        // Of one that had failed, Recovered says that it is paid.
        if (after.Total <= 0 || before is { Failing: true } || !IsAvailable(after.Status, invoice))
            return null;
        var known = before is null ? (invoice.FinalizedAt ?? invoice.Created) < since : WasAvailable(before.Status, invoice);
        return known ? null : new BillingTransition.InvoiceAvailable(after, after.IsOpen ? invoice.DueAt : null);
    }

    /// <param name="before">What had been given back of the payment; null where it is seen for the first time.</param>
    /// <param name="after">The payment's row as it is now.</param>
    /// <param name="since">See <see cref="Since"/>.</param>
    public static BillingTransition.Refunded? Of(long? before, Payment after, DateTimeOffset since)
    {
        var known = before ?? (after.CreatedAt < since ? after.AmountRefunded : 0);
        return after.AmountRefunded > known ? new BillingTransition.Refunded(after, after.Refunded with { Minor = after.AmountRefunded - known }) : null;
    }

    // Charged to a card, it is worth telling when that has worked; until then, either nothing has to be done or a payment failed.
    // What begins a subscription is told with the subscription.
    private static bool IsAvailable(string status, InvoiceSnapshot invoice) => invoice.PaidByHand
        ? status is InvoiceStatus.Open or InvoiceStatus.Paid
        : status is InvoiceStatus.Paid && !invoice.BeginsSubscription;

    // One given up that is paid after all was told when it was open.
    private static bool WasAvailable(string status, InvoiceSnapshot invoice) =>
        invoice.PaidByHand ? status is not InvoiceStatus.Draft : status is InvoiceStatus.Paid;
}
