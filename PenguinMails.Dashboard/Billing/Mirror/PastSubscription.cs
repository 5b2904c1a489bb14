using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Billing.Mirror;

/// <summary>A subscription of the tenant's other than the current one: ended, or never begun.</summary>
public sealed class PastSubscription : ITenantOwned
{
    public required string StripeSubscriptionId { get; init; }

    public required Guid TenantId { get; init; }

    public string? PlanId { get; set; }

    /// <summary>In Stripe's words.</summary>
    public required string Status { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}

internal sealed class PastSubscriptionTable : IEntityTypeConfiguration<PastSubscription>
{
    public void Configure(EntityTypeBuilder<PastSubscription> table)
    {
        table.ToTable("past_subscriptions");
        table.HasKey(subscription => subscription.StripeSubscriptionId);
        table.HasIndex(subscription => subscription.TenantId);
    }
}
