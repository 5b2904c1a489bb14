using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Dunning.Cases;

public enum AttemptKind
{
    Scheduled,
    Manual,

    /// <summary>With a card that was put on file since the last decline.</summary>
    NewCard,

    /// <summary>Not by this product: on Stripe's page, or by Stripe itself.</summary>
    Elsewhere,
}

/// <summary>
/// An attempt to collect. The row is written before the bank is asked: whoever finds one that never finished knows by the
/// count of attempts whether it was made.
/// </summary>
public sealed class DunningAttempt : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required Guid CaseId { get; init; }

    public required AttemptKind Kind { get; init; }

    /// <summary>What is meant by it; one intent is one attempt.</summary>
    public required string Key { get; init; }

    /// <summary>Who wanted it: a person, or the product itself.</summary>
    public required string By { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How often the invoice had been tried before.</summary>
    public required int CountBefore { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    public StepOutcome? Outcome { get; set; }

    public string? DeclineCode { get; set; }
}

internal sealed class DunningAttemptTable : IEntityTypeConfiguration<DunningAttempt>
{
    public void Configure(EntityTypeBuilder<DunningAttempt> table)
    {
        table.ToTable("dunning_attempts");
        table.HasIndex(attempt => attempt.Key).IsUnique();
        table.HasIndex(attempt => attempt.CaseId);
        table.HasOne<DunningCase>().WithMany().HasForeignKey(attempt => attempt.CaseId);
    }
}
