using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Usage.Ingestion;

/// <summary>One report of another service, kept so that its key is counted once. A tenant's keys are its own.</summary>
public sealed class UsageRecord : ITenantOwned
{
    public required Guid TenantId { get; init; }

    public required string IdempotencyKey { get; init; }

    public required UsageMetric Metric { get; init; }

    public required long Quantity { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}

internal sealed class UsageRecordTable : IEntityTypeConfiguration<UsageRecord>
{
    public void Configure(EntityTypeBuilder<UsageRecord> table)
    {
        table.ToTable("usage_records");
        table.HasKey(record => new { record.TenantId, record.IdempotencyKey });
        table.Property(record => record.IdempotencyKey).HasMaxLength(UsageEntry.LongestKey);
        table.HasIndex(record => record.ReceivedAt);
    }
}
