using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Usage.Periods;

/// <summary>
/// What a tenant used within one month of its subscription, as PenguinMails' other services reported it. Kept for good; the
/// single records behind it are not.
/// </summary>
public sealed class UsagePeriod : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    /// <summary>UTC, inclusive; counted by month from the subscription's anchor, for annual subscriptions too.</summary>
    public required DateTimeOffset PeriodStart { get; init; }

    /// <summary>Exclusive. Moves forward only when the subscription's anchor does, in the middle of the period.</summary>
    public required DateTimeOffset PeriodEnd { get; set; }

    public long EmailsSent { get; set; }

    public long Seats { get; set; }

    /// <summary>Of when <see cref="Seats"/> is; null where this period heard of none.</summary>
    public DateTimeOffset? SeatsAt { get; set; }

    public long Workspaces { get; set; }

    public DateTimeOffset? WorkspacesAt { get; set; }

    public long Domains { get; set; }

    public DateTimeOffset? DomainsAt { get; set; }

    /// <summary>Packs of extra emails decided to be billed so far.</summary>
    public long PacksBilled { get; set; }

    /// <summary>Emails sent until here are never billed, because sending was to stop at the limit while they were counted.</summary>
    public long BilledBeyond { get; set; }

    /// <summary>When somebody allowed emails beyond the limit for this period.</summary>
    public DateTimeOffset? OverageAllowedAt { get; set; }

    public UsageSpan Span => new(PeriodStart, PeriodEnd);
}

internal sealed class UsagePeriodTable : IEntityTypeConfiguration<UsagePeriod>
{
    public void Configure(EntityTypeBuilder<UsagePeriod> table)
    {
        table.ToTable("usage_periods");
        table.HasIndex(period => new { period.TenantId, period.PeriodStart }).IsUnique();
        table.Ignore(period => period.Span);
    }
}
