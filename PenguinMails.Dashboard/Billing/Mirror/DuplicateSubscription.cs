using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Billing.Mirror;

/// <summary>
/// A second live subscription that Stripe reported for a tenant. Written where it was found; from this row it is canceled
/// and refunded, and the billing admins see how far that is.
/// </summary>
public sealed class DuplicateSubscription : ITenantOwned
{
    public required string StripeSubscriptionId { get; init; }

    public required Guid TenantId { get; init; }

    public required string StripeCustomerId { get; init; }

    /// <summary>The subscription that stays.</summary>
    public required string KeptSubscriptionId { get; init; }

    public required DateTimeOffset FoundAt { get; init; }

    public DateTimeOffset? CanceledAt { get; set; }

    public DateTimeOffset? RefundedAt { get; set; }

    /// <summary>Minor units of <see cref="RefundedCurrency"/>; null where nothing had been paid.</summary>
    public long? RefundedAmount { get; set; }

    public string? RefundedCurrency { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset NextAttemptAt { get; set; }

    public string? LastError { get; set; }
}

internal sealed class DuplicateSubscriptionTable : IEntityTypeConfiguration<DuplicateSubscription>
{
    public void Configure(EntityTypeBuilder<DuplicateSubscription> table)
    {
        table.ToTable("duplicate_subscriptions");
        table.HasKey(duplicate => duplicate.StripeSubscriptionId);
        table.HasIndex(duplicate => duplicate.TenantId);
        table.HasIndex(duplicate => duplicate.NextAttemptAt).HasFilter("refunded_at IS NULL");
        table.Property(duplicate => duplicate.LastError).HasMaxLength(2000);
    }
}
