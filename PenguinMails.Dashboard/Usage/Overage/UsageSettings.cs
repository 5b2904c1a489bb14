using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Usage.Overage;

/// <summary>What a tenant chose about its usage. Whoever changes the tenant's counters locks this row first, so that one does at a time.</summary>
public sealed class UsageSettings : ITenantOwned
{
    public required Guid TenantId { get; init; }

    public OverageChoice Overage { get; set; }

    /// <summary>For one month, in minor units of the subscription's currency; null for none.</summary>
    public long? MonthlyBudget { get; set; }

    /// <summary>Takes the tenant's turn until the transaction ends, and makes the row where there is none.</summary>
    internal static async Task<UsageSettings> LockAsync(BillingDb db, Guid tenantId, CancellationToken ct)
    {
        var unchosen = nameof(OverageChoice.Bill);
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO usage_settings (tenant_id, overage) VALUES ({tenantId}, {unchosen}) ON CONFLICT (tenant_id) DO UPDATE SET overage = usage_settings.overage", ct);
        return await db.UsageSettings.SingleAsync(row => row.TenantId == tenantId, ct);
    }
}

internal sealed class UsageSettingsTable : IEntityTypeConfiguration<UsageSettings>
{
    public void Configure(EntityTypeBuilder<UsageSettings> table)
    {
        table.ToTable("usage_settings");
        table.HasKey(row => row.TenantId);
        table.HasOne<Tenant>().WithOne().HasForeignKey<UsageSettings>(row => row.TenantId);
    }
}
