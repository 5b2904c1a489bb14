using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing.Mirror;

/// <summary>An invoice of the tenant's. Amounts are minor units of <see cref="Currency"/>. Links to Stripe expire and are not kept.</summary>
public sealed class Invoice : ITenantOwned
{
    /// <summary>Stripe's, <c>in_…</c>.</summary>
    public required string Id { get; init; }

    public required Guid TenantId { get; init; }

    /// <summary>The number on the document; a draft has none.</summary>
    public string? Number { get; set; }

    public string? StripeSubscriptionId { get; set; }

    /// <summary>In Stripe's words: draft, open, paid, void, uncollectible.</summary>
    public required string Status { get; set; }

    public required string Currency { get; set; }

    /// <summary>The sum of the lines, before discounts and the tax that comes on top.</summary>
    public long Subtotal { get; set; }

    public long Discount { get; set; }

    public long Total { get; set; }

    public long Tax { get; set; }

    public long AmountDue { get; set; }

    public long AmountPaid { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset PeriodStart { get; set; }

    public DateTimeOffset PeriodEnd { get; set; }

    /// <summary>What is still to be paid.</summary>
    public long AmountRemaining => Status == "open" ? AmountDue - AmountPaid : 0;

    public Money Money(long amount) => new(amount, Currency);
}

internal sealed class InvoiceTable : IEntityTypeConfiguration<Invoice>
{
    public void Configure(EntityTypeBuilder<Invoice> table)
    {
        table.ToTable("invoices");
        // In the order of the list, to the last tie, and with what it passes over: its first page and its count are read from here, however many invoices there are.
        table.HasIndex(invoice => new { invoice.TenantId, invoice.CreatedAt, invoice.Id, invoice.Status });
        table.Ignore(invoice => invoice.AmountRemaining);
        table.Property(invoice => invoice.Currency).HasMaxLength(3);
    }
}
