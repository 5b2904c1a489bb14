using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Usage;

/// <summary>What a tenant used within one period of its subscription, as PenguinMails' other services reported it.</summary>
public sealed class UsagePeriod : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    /// <summary>UTC; the start of the subscription's period.</summary>
    public required DateTimeOffset PeriodStart { get; init; }

    public required DateTimeOffset PeriodEnd { get; init; }

    public long EmailsSent { get; set; }

    public int Seats { get; set; }

    public int Workspaces { get; set; }

    public int Domains { get; set; }
}

internal sealed class UsagePeriodTable : IEntityTypeConfiguration<UsagePeriod>
{
    public void Configure(EntityTypeBuilder<UsagePeriod> table)
    {
        table.ToTable("usage_periods");
        table.HasIndex(period => new { period.TenantId, period.PeriodStart }).IsUnique();
    }
}
