namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>An item of a subscription as Stripe has it now.</summary>
/// <param name="LookupKey">Its price's; null for a price made by hand.</param>
/// <param name="Metered">Billed by what was used; it has no quantity.</param>
public sealed record LiveItem(string Id, string PriceId, string? LookupKey, long Quantity, bool Metered);

/// <summary>A subscription as somebody who wants to change it must see it.</summary>
/// <param name="HasPendingUpdate">An earlier change waits for its invoice, <paramref name="LatestInvoiceId"/>, to be paid.</param>
public sealed record LiveSubscription(
    string Id, string CustomerId, string Status, IReadOnlyList<LiveItem> Items, string? ScheduleId, string? LatestInvoiceId,
    bool HasPendingUpdate, bool CancelAtPeriodEnd, IReadOnlyList<string> DiscountIds);

/// <summary>What is to become of one item: changed, added (no id) or taken off.</summary>
public sealed record ItemChange(string? ItemId, string? PriceId, long? Quantity, bool Deleted = false);

/// <summary>An item of a phase to come.</summary>
/// <param name="Quantity">Null for a metered price.</param>
public sealed record PhaseItem(string PriceId, long? Quantity);

public sealed record PreviewedLine(string? PriceId, string? Description, long Amount, bool Proration);

/// <summary>An invoice that Stripe would write. Amounts are minor units of <paramref name="Currency"/>.</summary>
/// <param name="AmountDue">What the card would be asked for: the total less the customer's balance.</param>
public sealed record PreviewedInvoice(string Currency, long Tax, long Total, long AmountDue, IReadOnlyList<PreviewedLine> Lines);
