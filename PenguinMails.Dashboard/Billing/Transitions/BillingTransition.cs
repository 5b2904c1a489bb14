using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing.Transitions;

/// <summary>What the difference between the old mirror and the new means. Announced once for each change, whatever was delivered how often.</summary>
/// <param name="Subject">Stripe's id of what it is about, under which the trail has it.</param>
public abstract record BillingTransition(string Subject)
{
    /// <summary>A subscription began to give what was bought.</summary>
    public sealed record Started(TenantSubscription Subscription) : BillingTransition(Subscription.StripeSubscriptionId);

    public sealed record StatusChanged(TenantSubscription Subscription, string From) : BillingTransition(Subscription.StripeSubscriptionId);

    public sealed record PlanChanged(TenantSubscription Subscription, string? FromPlanId) : BillingTransition(Subscription.StripeSubscriptionId);

    public sealed record CancellationScheduled(TenantSubscription Subscription) : BillingTransition(Subscription.StripeSubscriptionId);

    public sealed record CancellationUndone(TenantSubscription Subscription) : BillingTransition(Subscription.StripeSubscriptionId);

    public sealed record Ended(TenantSubscription Subscription) : BillingTransition(Subscription.StripeSubscriptionId);

    public sealed record CardChanged(TenantSubscription Subscription, Card Card) : BillingTransition(Subscription.StripeSubscriptionId);

    /// <summary>The subscription is paid with another card than before, though it may look the same.</summary>
    public sealed record MethodReplaced(TenantSubscription Subscription) : BillingTransition(Subscription.StripeSubscriptionId);

    public sealed record DuplicateFound(DuplicateSubscription Duplicate) : BillingTransition(Duplicate.StripeSubscriptionId);

    /// <summary>Three days are left of a trial, or fewer. Announced once for each end, as a trial may be extended.</summary>
    public sealed record TrialEnding(TenantSubscription Subscription) : BillingTransition(Subscription.StripeSubscriptionId);

    /// <summary>An attempt to pay an invoice of the subscription was declined: the first, or one more.</summary>
    public sealed record PaymentFailed(Invoice Invoice) : BillingTransition(Invoice.StripeSubscriptionId!);

    /// <summary>An invoice waits for its payer to confirm the payment at their bank.</summary>
    public sealed record AuthenticationRequired(Invoice Invoice) : BillingTransition(Invoice.StripeSubscriptionId!);

    /// <summary>An invoice that had failed is paid, whichever way the money came.</summary>
    public sealed record Recovered(Invoice Invoice) : BillingTransition(Invoice.StripeSubscriptionId!);

    /// <summary>An invoice that had failed will not be collected any more: it was voided or given up.</summary>
    public sealed record InvoiceClosed(Invoice Invoice) : BillingTransition(Invoice.StripeSubscriptionId!);

    /// <summary>An invoice can be had that no other transition tells of: it is paid, or waits to be paid by hand. Announced once for each.</summary>
    /// <param name="Invoice">The invoice.</param>
    /// <param name="DueAt">Until when it is to be paid, where that is known.</param>
    public sealed record InvoiceAvailable(Invoice Invoice, DateTimeOffset? DueAt) : BillingTransition(Invoice.Id);

    /// <summary>Money of a payment was given back, all of it or a part.</summary>
    /// <param name="Payment">The payment.</param>
    /// <param name="Amount">What was given back now, beyond what had been before.</param>
    public sealed record Refunded(Payment Payment, Money Amount) : BillingTransition(Payment.Id);

    /// <summary>What the next invoice will ask for is another amount than before, or is due at another time.</summary>
    public sealed record NextInvoiceChanged(TenantSubscription Subscription) : BillingTransition(Subscription.StripeSubscriptionId);
}
