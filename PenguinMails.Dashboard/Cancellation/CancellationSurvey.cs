using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Cancellation;

/// <summary>
/// Why somebody wanted to leave, and what became of it. Written before Stripe is asked: after a crash the same row makes the
/// same call.
/// </summary>
public sealed class CancellationSurvey : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required string StripeSubscriptionId { get; init; }

    public string? PlanId { get; init; }

    public required CancellationReason Reason { get; set; }

    public string? Comment { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? OfferTakenAt { get; set; }

    public DateTimeOffset? CanceledAt { get; set; }

    /// <summary>When the cancellation was taken back.</summary>
    public DateTimeOffset? UndoneAt { get; set; }
}

internal sealed class CancellationSurveyTable : IEntityTypeConfiguration<CancellationSurvey>
{
    public void Configure(EntityTypeBuilder<CancellationSurvey> table)
    {
        table.ToTable("cancellation_surveys");
        table.Property(survey => survey.Comment).HasMaxLength(2000);
        table.HasIndex(survey => new { survey.TenantId, survey.CreatedAt });
    }
}
