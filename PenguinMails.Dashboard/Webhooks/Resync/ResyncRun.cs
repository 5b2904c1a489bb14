using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PenguinMails.Dashboard.Webhooks.Resync;

/// <summary>One reading of the mirror anew from Stripe: of one customer, or of all. The row is the run: a restart goes on where it stands.</summary>
public sealed class ResyncRun
{
    public required Guid Id { get; init; }

    /// <summary>The one customer it reads; null for all.</summary>
    public string? StripeCustomerId { get; init; }

    /// <summary>The Stripe id that an operator gave, where one was given.</summary>
    public string? AskedFor { get; init; }

    public required string StartedBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required int Total { get; init; }

    public int Done { get; set; }

    public int Failed { get; set; }

    /// <summary>The customer read last; the next in order follows it.</summary>
    public string Cursor { get; set; } = "";

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The last customer that could not be read, and why.</summary>
    public string? LastError { get; set; }

    /// <summary>Since when Stripe keeps the run waiting; null while it goes on.</summary>
    public DateTimeOffset? WaitingSince { get; set; }
}

internal sealed class ResyncRunTable : IEntityTypeConfiguration<ResyncRun>
{
    public void Configure(EntityTypeBuilder<ResyncRun> table)
    {
        table.ToTable("resync_runs");
        table.HasIndex(run => run.StartedAt);
        table.Property(run => run.Cursor).HasMaxLength(255);
        table.Property(run => run.LastError).HasMaxLength(2000);
    }
}
