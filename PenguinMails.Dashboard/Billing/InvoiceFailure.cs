using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing;

/// <summary>The part of an invoice's row that says whether and why its payment fails.</summary>
internal static class InvoiceFailure
{
    // The bank asked its customer, who was not there, or did not get through.
    private static readonly HashSet<string> Unconfirmed = ["authentication_required", "payment_intent_authentication_failure"];

    public static void Write(Invoice row, InvoiceSnapshot invoice, CustomerState state)
    {
        row.AttemptCount = invoice.AttemptCount;
        row.NextPaymentAttempt = row.IsOpen && invoice.AttemptCount > 0 ? invoice.NextPaymentAttempt : null;
        if (!row.IsOpen || invoice.AttemptCount == 0 || (row.FailingSince is null && !IsOwed(invoice, state.Subscriptions)))
            return;

        var payment = state.Payments.Where(payment => invoice.PaymentIntentIds.Contains(payment.Id)).MaxBy(payment => payment.Created);
        row.FailingSince ??= state.FirstFailures.TryGetValue(invoice.Id, out var first) ? first : invoice.FinalizedAt ?? invoice.Created;
        row.LastFailedAt = payment?.LastTriedAt ?? row.FailingSince;
        row.DeclineCode = payment?.DeclineCode;
        row.DeclinedMethodId = payment?.Card?.Id;
        row.NeedsAuthentication = payment is { Status: "requires_action" } || (payment?.DeclineCode is { } code && Unconfirmed.Contains(code));
    }

    // An invoice that is tried and open is no debt yet: a first one that fails begins no subscription, and a change of plan
    // that is not paid is taken back. Stripe calls a debt by the subscription's status.
    private static bool IsOwed(InvoiceSnapshot invoice, IReadOnlyList<SubscriptionSnapshot> subscriptions) => subscriptions.Any(subscription =>
        subscription.Id == invoice.SubscriptionId && subscription.Status is (SubscriptionStatus.PastDue or SubscriptionStatus.Unpaid));
}
