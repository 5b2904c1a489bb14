using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PenguinMails.Dashboard.Plans;

/// <summary>What a tenant can buy. Limits are per billing month; null means unlimited.</summary>
public sealed class Plan
{
    /// <summary>The product's own name for it, used by the REST API: <c>professional</c>.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }

    public required string Summary { get; set; }

    public int? EmailsPerMonth { get; set; }

    public int? Seats { get; set; }

    public int? Workspaces { get; set; }

    public int? Domains { get; set; }

    public bool MostPopular { get; set; }

    /// <summary>Sold by a person: no price is shown and no Checkout is opened.</summary>
    public bool ContactSales { get; set; }

    public int DisplayOrder { get; set; }

    public bool Active { get; set; } = true;

    public IList<PlanPrice> Prices { get; init; } = [];

    public IList<PlanFeature> Features { get; init; } = [];

    public PlanPrice? PriceOf(BillingCycle cycle) => Prices.FirstOrDefault(price => price.Cycle == cycle);
}

internal sealed class PlanTable : IEntityTypeConfiguration<Plan>
{
    public void Configure(EntityTypeBuilder<Plan> table)
    {
        table.ToTable("plans");
        table.Property(plan => plan.Id).HasMaxLength(50);
        table.HasMany(plan => plan.Prices).WithOne().HasForeignKey(price => price.PlanId);
        table.HasMany(plan => plan.Features).WithOne().HasForeignKey(feature => feature.PlanId);
    }
}
