using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PenguinMails.Dashboard.Plans;

/// <summary>One cell of the comparison: what a plan offers under a heading that plans share ("Analytics": "Advanced").</summary>
public sealed class PlanFeature
{
    public required string PlanId { get; init; }

    public required string Name { get; init; }

    public required string Value { get; set; }

    public int DisplayOrder { get; set; }
}

internal sealed class PlanFeatureTable : IEntityTypeConfiguration<PlanFeature>
{
    public void Configure(EntityTypeBuilder<PlanFeature> table)
    {
        table.ToTable("plan_features");
        table.HasKey(feature => new { feature.PlanId, feature.Name });
    }
}
