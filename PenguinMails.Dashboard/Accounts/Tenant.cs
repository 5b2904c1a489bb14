using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>A customer company of PenguinMails.</summary>
public sealed class Tenant
{
    public required Guid Id { get; init; }

    public required string Name { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class TenantTable : IEntityTypeConfiguration<Tenant>
{
    public void Configure(EntityTypeBuilder<Tenant> table)
    {
        table.ToTable("tenants");
        table.Property(tenant => tenant.Name).HasMaxLength(200);
        table.HasIndex(tenant => tenant.Name);
    }
}
