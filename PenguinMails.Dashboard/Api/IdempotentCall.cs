using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Api;

/// <summary>A mutating call that carried an <c>Idempotency-Key</c>, and how it was answered.</summary>
public sealed class IdempotentCall : ITenantOwned
{
    public required Guid TenantId { get; init; }

    public required string Key { get; init; }

    /// <summary>SHA-256 of method, path and body: the same key for another call is a mistake of the caller's.</summary>
    public required string Fingerprint { get; init; }

    public required int StatusCode { get; init; }

    public required string ContentType { get; init; }

    public required string Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class IdempotentCallTable : IEntityTypeConfiguration<IdempotentCall>
{
    public void Configure(EntityTypeBuilder<IdempotentCall> table)
    {
        table.ToTable("idempotent_calls");
        table.HasKey(call => new { call.TenantId, call.Key });
        table.Property(call => call.Key).HasMaxLength(255);
        table.Property(call => call.Body).HasMaxLength(-1);
        table.HasIndex(call => call.CreatedAt);
    }
}
