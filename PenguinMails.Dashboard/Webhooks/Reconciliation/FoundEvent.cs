using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PenguinMails.Dashboard.Webhooks.Reconciliation;

/// <summary>An event that stood in Stripe's list and that no delivery had brought in good time.</summary>
public sealed class FoundEvent
{
    public required string EventId { get; init; }

    public required string Type { get; init; }

    /// <summary>When it happened at Stripe.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset FoundAt { get; init; }
}

internal sealed class FoundEventTable : IEntityTypeConfiguration<FoundEvent>
{
    public void Configure(EntityTypeBuilder<FoundEvent> table)
    {
        table.ToTable("webhook_found_events");
        table.HasKey(found => found.EventId);
        table.HasIndex(found => found.FoundAt);
    }
}
