namespace PenguinMails.StripeSandbox.Invoices;

/// <summary>A line as billing decides it, before discounts and tax.</summary>
internal sealed record LineSpec(long Amount, string Description, long Start, long End, JsonObject? Price, decimal Quantity)
{
    public string? Subscription { get; init; }
    public string? SubscriptionItem { get; init; }
    public string? InvoiceItem { get; init; }
    public bool Proration { get; init; }

    /// <summary>The invoice and line that a credit gives back.</summary>
    public JsonObject? CreditedItems { get; init; }

    /// <summary>Prorations already are net of discounts: they must not be discounted again.</summary>
    public bool Discountable { get; init; } = true;

    public JsonObject? Metadata { get; init; }
}
