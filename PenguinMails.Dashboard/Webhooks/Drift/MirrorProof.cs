using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Webhooks.Drift;

/// <summary>When a tenant's mirror was last compared with Stripe field by field, and what came of it.</summary>
public sealed class MirrorProof : ITenantOwned
{
    public required Guid TenantId { get; init; }

    /// <summary>When the comparison was last tried, whether or not it could be finished.</summary>
    public DateTimeOffset CheckedAt { get; set; }

    /// <summary>When mirror and Stripe were last known to be equal: found so, or made so.</summary>
    public DateTimeOffset? ProvenEqualAt { get; set; }

    public DateTimeOffset? HealedAt { get; set; }

    /// <summary>The names of the fields that differed then; never their values.</summary>
    public string? HealedFields { get; set; }
}

internal sealed class MirrorProofTable : IEntityTypeConfiguration<MirrorProof>
{
    public void Configure(EntityTypeBuilder<MirrorProof> table)
    {
        table.ToTable("mirror_proofs");
        table.HasKey(proof => proof.TenantId);
        table.HasIndex(proof => proof.CheckedAt);
        table.HasIndex(proof => proof.HealedAt);
        table.Property(proof => proof.HealedFields).HasMaxLength(2000);
        table.HasOne<Tenant>().WithOne().HasForeignKey<MirrorProof>(proof => proof.TenantId);
    }
}
