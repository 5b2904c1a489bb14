using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Billing.Mirror;

/// <summary>What the tenant's current subscription is made of: the plan, and each add-on beside it.</summary>
public sealed class SubscriptionItem : ITenantOwned
{
    /// <summary>Stripe's, <c>si_…</c>.</summary>
    public required string Id { get; init; }

    public required Guid TenantId { get; init; }

    public required string StripePriceId { get; set; }

    public long Quantity { get; set; }
}

internal sealed class SubscriptionItemTable : IEntityTypeConfiguration<SubscriptionItem>
{
    public void Configure(EntityTypeBuilder<SubscriptionItem> table)
    {
        table.ToTable("subscription_items");
        table.HasIndex(item => item.TenantId);
    }
}
