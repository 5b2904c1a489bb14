using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing;

/// <summary>What Stripe held of one customer at one moment, read inside the customer's lease.</summary>
internal sealed record CustomerState(
    CustomerSnapshot? Customer,
    IReadOnlyList<SubscriptionSnapshot> Subscriptions,
    IReadOnlyList<InvoiceSnapshot> Invoices,
    IReadOnlyList<PaymentSnapshot> Payments,
    IReadOnlyList<CardSnapshot> Cards,
    NextInvoice? Next)
{
    /// <summary>By invoice: when its first attempt failed, where the mirror does not know yet.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> FirstFailures { get; init; } = new Dictionary<string, DateTimeOffset>();
}
