using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PenguinMails.Dashboard.Data.Leases;

/// <summary>Who holds a name, until when. <see cref="Fence"/> grows with every taking, so a holder that lost it can tell.</summary>
internal sealed class LeaseRow
{
    public required string Name { get; init; }

    public long Fence { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}

internal sealed class LeaseRowTable : IEntityTypeConfiguration<LeaseRow>
{
    public void Configure(EntityTypeBuilder<LeaseRow> table)
    {
        table.ToTable("leases");
        table.HasKey(lease => lease.Name);
        table.Property(lease => lease.Name).HasMaxLength(300);
    }
}
