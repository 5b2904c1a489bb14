namespace PenguinMails.Dashboard.Webhooks;

/// <summary>Which events mean what to us: that a customer's mirror may be out of date, or the catalogue's prices.</summary>
internal static class EventKinds
{
    /// <summary>The types to subscribe the webhook endpoint to; any other is kept and ignored.</summary>
    public static readonly IReadOnlyList<string> Handled =
    [
        "customer.created", "customer.updated", "customer.deleted",
        "customer.tax_id.created", "customer.tax_id.updated", "customer.tax_id.deleted",
        "customer.subscription.created", "customer.subscription.updated", "customer.subscription.deleted", "customer.subscription.trial_will_end",
        "customer.subscription.paused", "customer.subscription.resumed",
        "checkout.session.completed", "checkout.session.expired", "checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed",
        "invoice.created", "invoice.finalized", "invoice.updated", "invoice.paid", "invoice.payment_failed", "invoice.payment_action_required",
        "invoice.voided", "invoice.marked_uncollectible", "invoice.upcoming", "invoice.payment_succeeded",
        "payment_intent.succeeded", "payment_intent.payment_failed",
        "charge.refunded", "charge.dispute.created", "charge.dispute.closed",
        "payment_method.attached", "payment_method.detached", "payment_method.updated",
        "subscription_schedule.created", "subscription_schedule.updated", "subscription_schedule.released", "subscription_schedule.canceled",
        "subscription_schedule.completed", "subscription_schedule.aborted", "subscription_schedule.expiring",
        "price.created", "price.updated", "price.deleted", "product.created", "product.updated", "product.deleted",
    ];

    private static readonly HashSet<string> Known = new(Handled, StringComparer.Ordinal);

    public static bool Concerns(string type) => Known.Contains(type);

    /// <summary>Whether it is about the catalogue, which is nobody's.</summary>
    public static bool IsCatalogue(string type) =>
        type.StartsWith("price.", StringComparison.Ordinal) || type.StartsWith("product.", StringComparison.Ordinal);

    /// <summary>Whether it names its customer only through its payment.</summary>
    public static bool IsDispute(string type) => type.StartsWith("charge.dispute.", StringComparison.Ordinal);
}
