using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Accounts;

/// <summary>A key by which another service asks in a tenant's name. Only its hash is kept.</summary>
public sealed class ApiKey : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required string Name { get; set; }

    /// <summary>The first characters, by which a person tells keys apart.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256 of the key, hexadecimal. A key is random and long, so a plain hash cannot be guessed back.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What it may be used for.</summary>
    public ApiScopes Scopes { get; init; } = ApiScopes.All;

    /// <summary>From when on it opens nothing; null for one that lasts.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Who made it; null for those from before this was kept.</summary>
    public string? CreatedBy { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public bool WorksAt(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);
}

internal sealed class ApiKeyTable : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> table)
    {
        table.ToTable("api_keys");
        table.Property(key => key.CreatedBy).HasMaxLength(200);
        table.HasIndex(key => key.Hash).IsUnique();
        table.HasOne<Tenant>().WithMany().HasForeignKey(key => key.TenantId);
    }
}
