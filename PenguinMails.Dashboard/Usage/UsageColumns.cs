using PenguinMails.Dashboard.Look;

namespace PenguinMails.Dashboard.Usage;

/// <summary>The CSV's columns; instants in UTC.</summary>
internal static class UsageColumns
{
    public static readonly IReadOnlyList<CsvColumn<UsageMonth>> All =
    [
        new("Period start", month => month.Span.Start),
        new("Period end", month => month.Span.End),
        .. UsageMetrics.All.Select(metric => new CsvColumn<UsageMonth>(metric.Name(), month => month.Counters[metric])),
        new("Packs of extra emails billed", month => month.Packs),
    ];
}
