using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;

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

    public long Total { get; set; }

    public long Tax { get; set; }

    public long AmountDue { get; set; }

    public long AmountPaid { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset PeriodStart { get; set; }

    public DateTimeOffset PeriodEnd { get; set; }
}

internal sealed class InvoiceTable : IEntityTypeConfiguration<Invoice>
{
    public void Configure(EntityTypeBuilder<Invoice> table)
    {
        table.ToTable("invoices");
        table.HasIndex(invoice => new { invoice.TenantId, invoice.CreatedAt });
        table.Property(invoice => invoice.Currency).HasMaxLength(3);
    }
}
