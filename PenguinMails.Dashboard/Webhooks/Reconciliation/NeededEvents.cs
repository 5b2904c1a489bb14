namespace PenguinMails.Dashboard.Webhooks.Reconciliation;

/// <summary>The types of event that an endpoint has to send for the mirror to follow at once; without one of them it follows by the reconciler alone.</summary>
internal static class NeededEvents
{
    private static readonly string[] All =
    [
        "checkout.session.completed", "checkout.session.expired", "checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed",
        "customer.updated", "customer.deleted",
        "customer.tax_id.created", "customer.tax_id.updated", "customer.tax_id.deleted",
        "customer.subscription.created", "customer.subscription.updated", "customer.subscription.deleted", "customer.subscription.trial_will_end",
        "customer.subscription.paused", "customer.subscription.resumed",
        "invoice.created", "invoice.finalized", "invoice.updated", "invoice.paid", "invoice.payment_failed", "invoice.payment_action_required",
        "invoice.voided", "invoice.marked_uncollectible", "invoice.upcoming",
        "payment_intent.succeeded", "payment_intent.payment_failed",
        "charge.refunded", "charge.dispute.created", "charge.dispute.closed",
        "payment_method.attached", "payment_method.detached", "payment_method.updated",
        "subscription_schedule.created", "subscription_schedule.updated", "subscription_schedule.released", "subscription_schedule.canceled",
        "subscription_schedule.completed", "subscription_schedule.aborted", "subscription_schedule.expiring",
        "price.created", "price.updated", "price.deleted", "product.created", "product.updated", "product.deleted",
    ];

    // Asked for only where something here acts on it.
    public static IEnumerable<string> Types => All.Where(EventKinds.Concerns);
}
