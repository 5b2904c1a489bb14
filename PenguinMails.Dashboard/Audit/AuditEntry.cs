using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Audit;

/// <summary>One line of the trail: who did what to which tenant's billing, when and why. Never changed, never deleted.</summary>
public sealed class AuditEntry : ITenantOwned
{
    public long Id { get; init; }

    public required Guid TenantId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>A person's name for people, "Stripe" or "PenguinMails" for what happened by itself.</summary>
    public required string Actor { get; init; }

    /// <summary>What happened, in the past tense: "Subscription started".</summary>
    public required string Action { get; init; }

    /// <summary>What it happened to, usually a Stripe id.</summary>
    public string? Subject { get; init; }

    /// <summary>What a reader needs to know beyond that; no secret and no card data.</summary>
    public string? Detail { get; init; }
}

internal sealed class AuditEntryTable : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> table)
    {
        table.ToTable("audit_entries");
        table.Property(entry => entry.Detail).HasMaxLength(2000);
        table.HasIndex(entry => new { entry.TenantId, entry.At });
    }
}
