using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Usage.Overage;

/// <summary>
/// Packs of extra emails that were decided to be billed and that Stripe's meter has to hear of, once. Written with the decision;
/// facts are recorded, and what is still to do follows from them.
/// </summary>
public sealed class UsageReport : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required Guid PeriodId { get; init; }

    public required long Packs { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    public required DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>The moment under which Stripe is told, to the second. Written before the first call, so that a repeated call is the same call.</summary>
    public DateTimeOffset? ToldFor { get; set; }

    /// <summary>Which telling this is: another moment needs another identifier.</summary>
    public int Telling { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>When it was given up, because there is no subscription left to bill.</summary>
    public DateTimeOffset? DeadAt { get; set; }

    public string? LastError { get; set; }

    public string Identifier => $"usage-{Id:N}-{Telling}";
}

internal sealed class UsageReportTable : IEntityTypeConfiguration<UsageReport>
{
    public void Configure(EntityTypeBuilder<UsageReport> table)
    {
        table.ToTable("usage_reports");
        table.HasIndex(report => report.NextAttemptAt).HasFilter("sent_at IS NULL AND dead_at IS NULL");
        table.HasIndex(report => new { report.TenantId, report.ToldFor });
        table.Property(report => report.LastError).HasMaxLength(2000);
        table.Ignore(report => report.Identifier);
    }
}
