using PenguinMails.Dashboard.Billing;

namespace PenguinMails.Dashboard.Usage;

/// <summary>A period of usage as the data export has it.</summary>
internal sealed record UsageRow(DateTimeOffset PeriodStart, DateTimeOffset PeriodEnd, long EmailsSent, long Seats, long Workspaces, long Domains)
{
    public static ExportPart Part { get; } = ExportPart.Of("usage", db => db.UsagePeriods.OrderBy(period => period.PeriodStart)
        .Select(period => new UsageRow(
            period.PeriodStart, period.PeriodEnd, period.EmailsSent, period.Seats, period.Workspaces, period.Domains)));
}
