using System.Globalization;
using PenguinMails.Dashboard.Usage.Alerts;

namespace PenguinMails.Dashboard.Usage.Pages;

/// <summary>Usage in words and tones. A tone never stands alone: the same is said in words beside it.</summary>
internal static class UsageWords
{
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The class that colours a meter: yellow from 80%, orange from 90%, red from 95%.</summary>
    public static string Tone(UsageMeter meter) => UsageThresholds.Reached(meter.Used, meter.Limit) switch
    {
        100 => "full",
        95 => "red",
        90 => "orange",
        80 => "yellow",
        _ => "calm",
    };

    public static string? Warning(UsageMeter meter) => UsageThresholds.Reached(meter.Used, meter.Limit) switch
    {
        100 when meter.Used > meter.Limit => $"{Number(meter.Used - meter.Limit!.Value)} over the limit",
        100 => "Limit reached",
        > 0 => $"{meter.Percent}% used",
        _ => null,
    };
}
