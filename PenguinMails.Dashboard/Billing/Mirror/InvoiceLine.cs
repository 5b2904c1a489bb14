using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Billing.Mirror;

/// <summary>A line of an invoice. Amounts are minor units of the invoice's currency; tax is not part of <see cref="Amount"/>.</summary>
public sealed class InvoiceLine : ITenantOwned
{
    /// <summary>Stripe's, <c>il_…</c>.</summary>
    public required string Id { get; init; }

    public required Guid TenantId { get; init; }

    public required string InvoiceId { get; init; }

    /// <summary>Where it stands on the document.</summary>
    public int Position { get; set; }

    public string? Description { get; set; }

    public long Amount { get; set; }

    public long Tax { get; set; }

    public long? Quantity { get; set; }

    public string? StripePriceId { get; set; }

    /// <summary>Whether it settles a change in the middle of a period.</summary>
    public bool Proration { get; set; }

    /// <summary>Whether it bills what was used, after the fact.</summary>
    public bool Metered { get; set; }

    public DateTimeOffset PeriodStart { get; set; }

    public DateTimeOffset PeriodEnd { get; set; }
}

internal sealed class InvoiceLineTable : IEntityTypeConfiguration<InvoiceLine>
{
    public void Configure(EntityTypeBuilder<InvoiceLine> table)
    {
        table.ToTable("invoice_lines");
        table.HasIndex(line => line.InvoiceId);
        table.HasOne<Invoice>().WithMany().HasForeignKey(line => line.InvoiceId);
    }
}
