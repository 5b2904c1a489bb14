using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PenguinMails.Dashboard.Webhooks.Health;

/// <summary>What came to the webhook endpoint, in one row whatever comes: a stranger's posts must not fill the database.</summary>
public sealed class Arrivals
{
    public const int TheRow = 1;

    public required int Id { get; init; }

    /// <summary>When a delivery last came that was signed and of the key's mode.</summary>
    public DateTimeOffset? LastDeliveryAt { get; set; }

    /// <summary>Wrong signatures since then.</summary>
    public long Refused { get; set; }

    public DateTimeOffset? FirstRefusedAt { get; set; }

    /// <summary>When an event of the other mode last came, rightly signed: live to a test key, or test to a live one.</summary>
    public DateTimeOffset? OtherModeAt { get; set; }
}

internal sealed class ArrivalsTable : IEntityTypeConfiguration<Arrivals>
{
    public void Configure(EntityTypeBuilder<Arrivals> table)
    {
        table.ToTable("webhook_arrivals");
        table.Property(row => row.Id).ValueGeneratedNever();
    }
}
