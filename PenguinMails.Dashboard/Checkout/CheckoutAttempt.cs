using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.Checkout;

/// <summary>
/// A tenant's way to Stripe's Checkout, written before Stripe is asked: after a crash the same row makes the same call
/// (and so finds the same session). A tenant has one open at a time; the database sees to it.
/// </summary>
public sealed class CheckoutAttempt : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required string PlanId { get; init; }

    public required BillingCycle BillingCycle { get; init; }

    public int? TrialDays { get; init; }

    public required string StripePriceId { get; init; }

    public required string SuccessUrl { get; init; }

    public required string CancelUrl { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public string? StripeSessionId { get; set; }

    /// <summary>When it was paid, expired or given up for another.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Whether <paramref name="other"/> asks for the very same page.</summary>
    public bool IsSameIntent(CheckoutAttempt other) =>
        (PlanId, BillingCycle, TrialDays, StripePriceId, SuccessUrl, CancelUrl)
        == (other.PlanId, other.BillingCycle, other.TrialDays, other.StripePriceId, other.SuccessUrl, other.CancelUrl);
}

internal sealed class CheckoutAttemptTable : IEntityTypeConfiguration<CheckoutAttempt>
{
    public void Configure(EntityTypeBuilder<CheckoutAttempt> table)
    {
        table.ToTable("checkout_attempts");
        table.Property(attempt => attempt.SuccessUrl).HasMaxLength(2000);
        table.Property(attempt => attempt.CancelUrl).HasMaxLength(2000);
        table.HasIndex(attempt => attempt.TenantId).IsUnique().HasFilter("ended_at IS NULL");
    }
}
