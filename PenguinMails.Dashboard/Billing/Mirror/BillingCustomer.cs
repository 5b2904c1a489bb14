using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Billing.Mirror;

/// <summary>Which Stripe customer a tenant is. One each, for good.</summary>
public sealed class BillingCustomer : ITenantOwned
{
    public required Guid TenantId { get; init; }

    public required string StripeCustomerId { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a trial of theirs first began: a tenant has one, ever.</summary>
    public DateTimeOffset? TrialUsedAt { get; set; }

    /// <summary>When the customer was found deleted at Stripe; the next purchase makes a new one.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    public BillingDetails Details { get; set; } = new();

    /// <summary>When the mirror was last read from Stripe and written.</summary>
    public DateTimeOffset? SyncedAt { get; set; }
}

internal sealed class BillingCustomerTable : IEntityTypeConfiguration<BillingCustomer>
{
    public void Configure(EntityTypeBuilder<BillingCustomer> table)
    {
        table.ToTable("billing_customers");
        table.HasKey(customer => customer.TenantId);
        table.Property(customer => customer.StripeCustomerId).HasMaxLength(255);
        table.HasIndex(customer => customer.StripeCustomerId).IsUnique();
        table.OwnsOne(customer => customer.Details);
        table.Navigation(customer => customer.Details).IsRequired();
        table.HasOne<Tenant>().WithOne().HasForeignKey<BillingCustomer>(customer => customer.TenantId);
    }
}
