using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Usage.Alerts;

/// <summary>Something of a period that the tenant was told: in the app for as long as the period lasts, and by mail once.</summary>
public sealed class UsageNotice : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required Guid PeriodId { get; init; }

    /// <summary>What it is about: a metric's word, or <c>budget:</c> and the amount that was the budget then.</summary>
    public required string Subject { get; init; }

    /// <summary>The step that was reached. One that was jumped over is not told.</summary>
    public required int Percent { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class UsageNoticeTable : IEntityTypeConfiguration<UsageNotice>
{
    public void Configure(EntityTypeBuilder<UsageNotice> table)
    {
        table.ToTable("usage_notices");
        table.Property(notice => notice.Subject).HasMaxLength(60);
        table.HasIndex(notice => new { notice.PeriodId, notice.Subject, notice.Percent }).IsUnique();
        table.HasIndex(notice => notice.TenantId);
    }
}
