using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing.Mirror;

/// <summary>
/// The tenant's subscription: Stripe's truth, mirrored. One row a tenant, so that a second live subscription has no place
/// to stand; earlier ones move to <see cref="PastSubscription"/>. Instants are UTC.
/// </summary>
public sealed class TenantSubscription : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required string StripeCustomerId { get; set; }

    public required string StripeSubscriptionId { get; set; }

    /// <summary>The plan's id, or null for a price that no plan maps.</summary>
    public string? PlanId { get; set; }

    /// <summary>In Stripe's words.</summary>
    public required string Status { get; set; }

    public DateTimeOffset CurrentPeriodStart { get; set; }

    public DateTimeOffset CurrentPeriodEnd { get; set; }

    public bool CancelAtPeriodEnd { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public string StripePriceId { get; set; } = "";

    public BillingCycle BillingCycle { get; set; }

    /// <summary>The price of one period in minor units of <see cref="Currency"/>, before discounts and tax.</summary>
    public long Amount { get; set; }

    public string Currency { get; set; } = "usd";

    /// <summary>What Stripe says the next invoice will ask for, in minor units, tax and discounts included; null when there will be none.</summary>
    public long? NextAmount { get; set; }

    /// <summary>The part of the next invoice, in minor units with tax, that bills what was used beyond the plan and is told to Stripe already.</summary>
    public long NextMeteredAmount { get; set; }

    /// <summary>What periods are counted from; null until the mirror was read once since this is kept.</summary>
    public DateTimeOffset? BillingCycleAnchor { get; set; }

    public DateTimeOffset? TrialEnd { get; set; }

    /// <summary>The end of the trial that the tenant was reminded of.</summary>
    public DateTimeOffset? TrialReminderFor { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The card that pays it: its own, else the customer's default.</summary>
    public Card? Card { get; set; }

    /// <summary>Stripe's id of that card, <c>pm_…</c>.</summary>
    public string? PaymentMethodId { get; set; }

    /// <summary>The end of the last period it was seen to be in good standing for, trials aside.</summary>
    public DateTimeOffset? PaidUntil { get; set; }

    /// <summary>The plan that follows when the period ends, where another was arranged; null for none.</summary>
    public string? ScheduledPlanId { get; set; }

    public BillingCycle? ScheduledCycle { get; set; }

    /// <summary>When what was arranged comes; null while nothing is.</summary>
    public DateTimeOffset? ScheduledAt { get; set; }

    public Money Price => new(Amount, Currency);
}

internal sealed class TenantSubscriptionTable : IEntityTypeConfiguration<TenantSubscription>
{
    public void Configure(EntityTypeBuilder<TenantSubscription> table)
    {
        table.ToTable("tenant_subscriptions");
        table.HasIndex(subscription => subscription.TenantId).IsUnique();
        table.HasIndex(subscription => subscription.StripeCustomerId).IsUnique();
        table.HasIndex(subscription => subscription.StripeSubscriptionId).IsUnique();
        table.Property(subscription => subscription.StripeCustomerId).HasMaxLength(255);
        table.Property(subscription => subscription.StripeSubscriptionId).HasMaxLength(255);
        table.Property(subscription => subscription.PlanId).HasMaxLength(50);
        table.Property(subscription => subscription.ScheduledPlanId).HasMaxLength(50);
        table.Property(subscription => subscription.Status).HasMaxLength(20);
        table.Property(subscription => subscription.CancelAtPeriodEnd).HasDefaultValue(false);
        table.Property(subscription => subscription.Currency).HasMaxLength(3);
        table.HasOne<Tenant>().WithOne().HasForeignKey<TenantSubscription>(subscription => subscription.TenantId);
        table.Ignore(subscription => subscription.Price);
        table.OwnsOne(subscription => subscription.Card);
    }
}
