using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Dunning.Cases;

public enum StepKind
{
    Retry,

    /// <summary>A retry; where it fails, sending stops.</summary>
    RetryOrSuspend,

    /// <summary>The last retry; where it fails, the subscription ends.</summary>
    RetryOrCancel,

    /// <summary>The card was replaced outside of our pages: try the new one.</summary>
    NewCard,
}

public enum StepOutcome
{
    Paid,
    Declined,
    AuthenticationNeeded,

    /// <summary>Not tried: no retry can cure why this card was declined.</summary>
    CardMustChange,

    /// <summary>Not tried: there is no card to try.</summary>
    NoCard,

    /// <summary>Not tried: Stripe's own automatic retries are on for this invoice.</summary>
    LeftToStripe,

    /// <summary>Fell due while nobody could work it off; the next one was done in its place.</summary>
    Missed,
}

/// <summary>Something that a case has to do on its day.</summary>
public sealed class DunningStep : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required Guid CaseId { get; init; }

    public required StepKind Kind { get; init; }

    /// <summary>Days after the first failure; 0 for a step that is off the calendar.</summary>
    public required int Day { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>What its attempt is called at the bank: the same step never tries twice.</summary>
    public required string AttemptKey { get; init; }

    public DateTimeOffset? DoneAt { get; set; }

    public StepOutcome? Outcome { get; set; }
}

internal sealed class DunningStepTable : IEntityTypeConfiguration<DunningStep>
{
    public void Configure(EntityTypeBuilder<DunningStep> table)
    {
        table.ToTable("dunning_steps");
        table.HasIndex(step => step.AttemptKey).IsUnique();
        table.HasIndex(step => step.CaseId);
        table.HasOne<DunningCase>().WithMany().HasForeignKey(step => step.CaseId);
    }
}
