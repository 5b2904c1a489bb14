using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.CompanyInfo;

/// <summary>How often a tenant's details were changed here, and by whom last. The details themselves are Stripe's and the contacts'.</summary>
public sealed class CompanyRevision : ITenantOwned
{
    public required Guid TenantId { get; init; }

    public long Number { get; set; }

    public required string ChangedBy { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }
}

internal sealed class CompanyRevisionTable : IEntityTypeConfiguration<CompanyRevision>
{
    public void Configure(EntityTypeBuilder<CompanyRevision> table)
    {
        table.ToTable("company_revisions");
        table.HasKey(revision => revision.TenantId);
        table.Property(revision => revision.ChangedBy).HasMaxLength(200);
        table.HasOne<Tenant>().WithOne().HasForeignKey<CompanyRevision>(revision => revision.TenantId);
    }
}
