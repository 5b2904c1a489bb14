using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Usage.Alerts;
using PenguinMails.Dashboard.Usage.Ingestion;
using PenguinMails.Dashboard.Usage.Overage;
using PenguinMails.Dashboard.Usage.Periods;

namespace PenguinMails.Dashboard.Data;

public abstract partial class BillingDb
{
    public DbSet<UsagePeriod> UsagePeriods => Set<UsagePeriod>();

    public DbSet<UsageRecord> UsageRecords => Set<UsageRecord>();

    public DbSet<UsageSettings> UsageSettings => Set<UsageSettings>();

    public DbSet<UsageReport> UsageReports => Set<UsageReport>();

    public DbSet<UsageNotice> UsageNotices => Set<UsageNotice>();
}
