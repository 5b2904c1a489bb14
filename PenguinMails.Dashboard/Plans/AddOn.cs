using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PenguinMails.Dashboard.Plans;

/// <summary>What a tenant can have beside its plan, billed with it as an item of its own.</summary>
public sealed class AddOn
{
    public const string Seat = "seat";
    public const string Workspace = "workspace";

    public required string Id { get; init; }

    public required string Name { get; set; }

    public required string Summary { get; set; }

    /// <summary>The ids of the plans it is sold with, separated by commas; null for every plan.</summary>
    public string? OnlyFor { get; set; }

    /// <summary>How many a tenant may have.</summary>
    public int Most { get; set; }

    public int DisplayOrder { get; set; }

    public IList<AddOnPrice> Prices { get; init; } = [];

    public AddOnPrice? PriceOf(BillingCycle cycle) => Prices.FirstOrDefault(price => price.Cycle == cycle);

    public bool IsFor(string? planId) => OnlyFor is null || planId is not null && OnlyFor.Split(',').Contains(planId);
}

internal sealed class AddOnTable : IEntityTypeConfiguration<AddOn>
{
    public void Configure(EntityTypeBuilder<AddOn> table)
    {
        table.ToTable("add_ons");
        table.Property(addOn => addOn.Id).HasMaxLength(50);
        table.HasMany(addOn => addOn.Prices).WithOne().HasForeignKey(price => price.AddOnId);
    }
}
