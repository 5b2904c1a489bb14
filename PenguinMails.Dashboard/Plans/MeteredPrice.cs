using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Plans;

/// <summary>What is sold by the piece as it is used, and which price and meter of the Stripe account count it.</summary>
public sealed class MeteredPrice
{
    /// <summary>Emails beyond the plan's limit, in packs: a pack that is begun is paid.</summary>
    public const string ExtraEmails = "extra_emails";

    public required string Id { get; init; }

    public required string Name { get; set; }

    /// <summary>How many of what is counted make one unit that is billed.</summary>
    public required int UnitSize { get; set; }

    /// <summary>Minor units of <see cref="Currency"/> for one unit, before tax. Stripe's price wins over it at start-up.</summary>
    public required long UnitAmount { get; set; }

    public required string Currency { get; set; }

    /// <summary>By this key the price is found in any Stripe account.</summary>
    public required string LookupKey { get; set; }

    public required string MeterEventName { get; set; }

    public string? StripePriceId { get; set; }

    public string? StripeMeterId { get; set; }

    public Money Money => new(UnitAmount, Currency);
}

internal sealed class MeteredPriceTable : IEntityTypeConfiguration<MeteredPrice>
{
    public void Configure(EntityTypeBuilder<MeteredPrice> table)
    {
        table.ToTable("metered_prices");
        table.Property(price => price.Id).HasMaxLength(50);
        table.Property(price => price.Currency).HasMaxLength(3);
        table.HasIndex(price => price.LookupKey).IsUnique();
        table.Ignore(price => price.Money);
    }
}
