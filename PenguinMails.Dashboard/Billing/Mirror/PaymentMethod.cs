using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Billing.Mirror;

/// <summary>A card on file with Stripe: what may be known of it, and no more.</summary>
public sealed class PaymentMethod : ITenantOwned
{
    /// <summary>Stripe's, <c>pm_…</c>.</summary>
    public required string Id { get; init; }

    public required Guid TenantId { get; init; }

    /// <summary>Whether invoices are paid with it unless a subscription names another.</summary>
    public bool IsDefault { get; set; }

    public required Card Card { get; set; }
}

internal sealed class PaymentMethodTable : IEntityTypeConfiguration<PaymentMethod>
{
    public void Configure(EntityTypeBuilder<PaymentMethod> table)
    {
        table.ToTable("payment_methods");
        table.HasIndex(method => method.TenantId);
        table.OwnsOne(method => method.Card);
        table.Navigation(method => method.Card).IsRequired();
    }
}
