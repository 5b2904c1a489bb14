using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Plans;

/// <summary>What one of an add-on costs in one cycle. It is billed in the plan's cycle, so that there is one invoice.</summary>
public sealed class AddOnPrice : ISoldPrice
{
    public required string AddOnId { get; init; }

    public required BillingCycle Cycle { get; init; }

    public required long Amount { get; set; }

    public required string Currency { get; set; }

    /// <summary>By this key the price is found in any Stripe account: <c>addon_seat_monthly</c>.</summary>
    public required string LookupKey { get; set; }

    public string? StripePriceId { get; set; }

    public Money Money => new(Amount, Currency);
}

internal sealed class AddOnPriceTable : IEntityTypeConfiguration<AddOnPrice>
{
    public void Configure(EntityTypeBuilder<AddOnPrice> table)
    {
        table.ToTable("add_on_prices");
        table.HasKey(price => new { price.AddOnId, price.Cycle });
        table.HasIndex(price => price.StripePriceId).IsUnique();
        table.HasIndex(price => price.LookupKey).IsUnique();
        table.Property(price => price.Currency).HasMaxLength(3);
        table.Ignore(price => price.Money);
    }
}
