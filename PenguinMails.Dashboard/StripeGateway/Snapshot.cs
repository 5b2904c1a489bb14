namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>A card as far as this product may know it.</summary>
public sealed record CardSnapshot(string Id, string Brand, string LastFour, int ExpiryMonth, int ExpiryYear);

public sealed record AddressSnapshot(string? Line1, string? Line2, string? City, string? State, string? PostalCode, string? Country);

/// <param name="Type">Stripe's word for the kind, such as <c>eu_vat</c>.</param>
/// <param name="Status">Stripe's word for what the tax office said: pending, verified, unverified, unavailable.</param>
public sealed record TaxIdSnapshot(string Id, string Type, string Value, string? Status);

/// <param name="TaxIds">Newest first.</param>
/// <param name="DefaultCard">The card that pays invoices unless a subscription names another.</param>
/// <param name="Deleted">Stripe remembers a deleted customer by id alone.</param>
public sealed record CustomerSnapshot(string Id, bool Deleted, string? Name, string? Email, AddressSnapshot? Address, CardSnapshot? DefaultCard, IReadOnlyList<TaxIdSnapshot> TaxIds);

/// <summary>Amounts are minor units of the invoice's currency; tax comes on top of the amount.</summary>
public sealed record InvoiceLineSnapshot(
    string Id, string? Description, long Amount, long Tax, long? Quantity, string? PriceId, bool Proration, DateTimeOffset PeriodStart, DateTimeOffset PeriodEnd);

/// <summary>Instants are UTC; <paramref name="Amount"/> is the price of one period before discounts and tax.</summary>
/// <param name="Status">In Stripe's words: incomplete, incomplete_expired, trialing, active, past_due, unpaid, canceled, paused.</param>
public sealed record SubscriptionSnapshot(
    string Id, string CustomerId, string Status, string PriceId, Money Amount, bool Annual,
    DateTimeOffset PeriodStart, DateTimeOffset PeriodEnd, DateTimeOffset? TrialStart, DateTimeOffset? TrialEnd,
    bool CancelAtPeriodEnd, DateTimeOffset? CancelAt, DateTimeOffset? EndedAt, DateTimeOffset Created,
    string? LatestInvoiceId, CardSnapshot? Card);

/// <summary>Amounts are minor units of <paramref name="Currency"/>.</summary>
public sealed record InvoiceSnapshot(
    string Id, string? Number, string? SubscriptionId, string? PriceId, string Status, string Currency, long Total, long Tax, long AmountDue, long AmountPaid,
    DateTimeOffset Created, DateTimeOffset PeriodStart, DateTimeOffset PeriodEnd, IReadOnlyList<string> PaymentIntentIds, IReadOnlyList<InvoiceLineSnapshot> Lines);

/// <summary>Amounts are minor units of <paramref name="Currency"/>.</summary>
public sealed record PaymentSnapshot(
    string Id, string CustomerId, string Status, string Currency, long Amount, long AmountRefunded, string? Description, DateTimeOffset Created,
    string? ReceiptUrl, CardSnapshot? Card, string? DeclineCode, string? DisputeStatus);
