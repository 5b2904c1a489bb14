using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Accounts.Team;

/// <summary>A place in a tenant's team that is kept for somebody who has been written to. Only the hash of the mailed link is kept.</summary>
public sealed class Invitation : ITenantOwned
{
    /// <summary>How long a mailed link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required string Email { get; init; }

    public required Role Role { get; init; }

    /// <summary>The inviter's name, as the mail says it.</summary>
    public required string InvitedBy { get; set; }

    /// <summary>SHA-256 of the link's code, hexadecimal; sent again, it is another.</summary>
    public required string CodeHash { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset SentAt { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? AcceptedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>Neither taken nor taken back; it may have expired and be sent again.</summary>
    public bool IsOpen => AcceptedAt is null && RevokedAt is null;

    public bool WorksAt(DateTimeOffset now) => IsOpen && ExpiresAt > now;
}

internal sealed class InvitationTable : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> table)
    {
        table.ToTable("invitations");
        table.Property(invitation => invitation.Email).HasMaxLength(254);
        table.Property(invitation => invitation.InvitedBy).HasMaxLength(200);
        table.Property(invitation => invitation.CodeHash).HasMaxLength(64);
        table.HasIndex(invitation => invitation.CodeHash).IsUnique();
        table.HasIndex(invitation => new { invitation.TenantId, invitation.CreatedAt });
        table.Ignore(invitation => invitation.IsOpen);
        table.HasOne<Tenant>().WithMany().HasForeignKey(invitation => invitation.TenantId);
    }
}
