using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Plans;

/// <summary>What a plan costs in one cycle, and which price of the Stripe account says so.</summary>
public sealed class PlanPrice : ISoldPrice
{
    public required string PlanId { get; init; }

    public required BillingCycle Cycle { get; init; }

    /// <summary>Minor units of <see cref="Currency"/> for one period, before tax. Stripe's price wins over it at start-up.</summary>
    public required long Amount { get; set; }

    public required string Currency { get; set; }

    /// <summary>By this key the price is found in any Stripe account: <c>professional_monthly</c>.</summary>
    public required string LookupKey { get; set; }

    /// <summary>The account's price id; null until the account has a price under the lookup key.</summary>
    public string? StripePriceId { get; set; }

    public Money Money => new(Amount, Currency);
}

internal sealed class PlanPriceTable : IEntityTypeConfiguration<PlanPrice>
{
    public void Configure(EntityTypeBuilder<PlanPrice> table)
    {
        table.ToTable("plan_prices");
        table.HasKey(price => new { price.PlanId, price.Cycle });
        table.HasIndex(price => price.StripePriceId).IsUnique();
        table.HasIndex(price => price.LookupKey).IsUnique();
        table.Property(price => price.Currency).HasMaxLength(3);
        table.Ignore(price => price.Money);
    }
}
