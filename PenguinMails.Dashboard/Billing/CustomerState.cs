using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing;

/// <summary>What Stripe held of one customer at one moment, read inside the customer's lease.</summary>
internal sealed record CustomerState(
    CustomerSnapshot? Customer,
    IReadOnlyList<SubscriptionSnapshot> Subscriptions,
    IReadOnlyList<InvoiceSnapshot> Invoices,
    IReadOnlyList<PaymentSnapshot> Payments,
    IReadOnlyList<CardSnapshot> Cards,
    NextInvoice? Next);
