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
/// <param name="Metered">Whether it bills what was used, after the fact.</param>
public sealed record InvoiceLineSnapshot(
    string Id, string? Description, long Amount, long Tax, long? Quantity, string? PriceId, bool Proration, bool Metered, DateTimeOffset PeriodStart, DateTimeOffset PeriodEnd);

/// <summary>What will become of a subscription when its running period ends.</summary>
/// <param name="PriceIds">Of the items that it will have then.</param>
public sealed record ScheduledSnapshot(DateTimeOffset At, IReadOnlyList<string> PriceIds);

public sealed record ItemSnapshot(string Id, string PriceId, long Quantity);

/// <summary>Instants are UTC; <paramref name="Amount"/> is the price of one period before discounts and tax.</summary>
/// <param name="Status">In Stripe's words: incomplete, incomplete_expired, trialing, active, past_due, unpaid, canceled, paused.</param>
public sealed record SubscriptionSnapshot(
    string Id, string CustomerId, string Status, string PriceId, Money Amount, bool Annual,
    DateTimeOffset PeriodStart, DateTimeOffset PeriodEnd, DateTimeOffset? TrialStart, DateTimeOffset? TrialEnd,
    bool CancelAtPeriodEnd, DateTimeOffset? CancelAt, DateTimeOffset? EndedAt, DateTimeOffset Created,
    string? LatestInvoiceId, CardSnapshot? Card)
{
    /// <summary>What periods are counted from, months' ends included.</summary>
    public DateTimeOffset Anchor { get; init; }

    /// <summary>The prices of items that bill what a meter counted.</summary>
    public IReadOnlyList<string> MeteredPriceIds { get; init; } = [];

    /// <summary>Those with a quantity: the plan and add-ons.</summary>
    public IReadOnlyList<ItemSnapshot> Items { get; init; } = [];

    /// <summary>Null where the next period is as this one.</summary>
    public ScheduledSnapshot? Scheduled { get; init; }
}

/// <summary>What the next invoice will ask for, in minor units, tax and discounts included.</summary>
/// <param name="Renewal">With the plan's renewal; null where the next invoice is about metered usage alone, as between two years of an annual plan.</param>
/// <param name="Metered">The part of it that bills what a meter counted.</param>
public sealed record NextInvoice(long? Renewal, long Metered);

/// <summary>Amounts are minor units of <paramref name="Currency"/>.</summary>
/// <param name="Subtotal">The sum of the lines, before discounts and the tax that comes on top.</param>
/// <param name="AttemptCount">How often its payment was tried, whoever tried.</param>
/// <param name="NextPaymentAttempt">When Stripe will try by itself: never, once it has failed, where automatic retries are off.</param>
public sealed record InvoiceSnapshot(
    string Id, string? Number, string? SubscriptionId, string? PriceId, string Status, string Currency,
    long Subtotal, long Discount, long Total, long Tax, long AmountDue, long AmountPaid,
    DateTimeOffset Created, DateTimeOffset PeriodStart, DateTimeOffset PeriodEnd, IReadOnlyList<string> PaymentIntentIds, IReadOnlyList<InvoiceLineSnapshot> Lines,
    int AttemptCount, DateTimeOffset? NextPaymentAttempt, DateTimeOffset? FinalizedAt)
{
    /// <summary>Whether it began a subscription.</summary>
    public bool BeginsSubscription { get; init; }

    /// <summary>Whether it waits for its payer to pay it, instead of being charged to a card.</summary>
    public bool PaidByHand { get; init; }

    /// <summary>Until when that is asked for.</summary>
    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>Amounts are minor units of <paramref name="Currency"/>.</summary>
/// <param name="LastTriedAt">When a bank was last asked; null while none was.</param>
public sealed record PaymentSnapshot(
    string Id, string CustomerId, string Status, string Currency, long Amount, long AmountRefunded, string? Description, DateTimeOffset Created,
    string? ReceiptUrl, CardSnapshot? Card, string? DeclineCode, string? DisputeStatus, DateTimeOffset? LastTriedAt);
