using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing.Transitions;

/// <summary>
/// Reads transitions off two states of an invoice. From states alone: which events came, in what order and how often, is nothing
/// to it. What failed and was paid between two looks never failed as far as this product is concerned.
/// </summary>
internal static class InvoiceChanges
{
    public static IEnumerable<BillingTransition> Between(InvoiceFacts? before, Invoice after)
    {
        if (after.StripeSubscriptionId is null)
            yield break;
        if (after.IsFailing)
        {
            if (before is { Failing: true } && before.AttemptCount >= after.AttemptCount && before.NeedsAuthentication == after.NeedsAuthentication)
                yield break;
            if (!after.NeedsAuthentication)
                yield return new BillingTransition.PaymentFailed(after);
            else if (before is not { Failing: true, NeedsAuthentication: true })
                yield return new BillingTransition.AuthenticationRequired(after);
        }
        else if (before is { Failing: true })
        {
            yield return after.Status == InvoiceStatus.Paid ? new BillingTransition.Recovered(after) : new BillingTransition.InvoiceClosed(after);
        }
    }
}

/// <summary>What of an invoice's row its transitions depend on, kept aside before the row is overwritten.</summary>
internal sealed record InvoiceFacts(string Status, bool Failing, int AttemptCount, bool NeedsAuthentication)
{
    public static InvoiceFacts? Of(Invoice? row) => row is null ? null : new InvoiceFacts(row.Status, row.IsFailing, row.AttemptCount, row.NeedsAuthentication);
}
