using System.Globalization;
using PenguinMails.Dashboard.Usage.Alerts;

namespace PenguinMails.Dashboard.Usage.Pages;

/// <summary>Usage in words and tones. A tone never stands alone: the same is said in words beside it.</summary>
internal static class UsageWords
{
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The class that colours a meter: yellow from 80%, orange from 90%, red from 95%.</summary>
    public static string Tone(UsageMeter meter) => Tone(UsageThresholds.Reached(meter.Used, meter.Limit));

    // MudBlazor has classes of its own by the names of colours.
    public static string Tone(int step) => step is 0 ? "at-ease" : $"at-{step}";

    /// <summary>How far apart the lines of a chart stand: 1, 2 or 5 of some power of ten.</summary>
    public static int Step(long most)
    {
        long power = 1;
        while (power * 5 < most)
            power *= 10;
        var step = new[] { power / 5, power / 2, power }.First(step => step * 5 >= most);
        return (int)Math.Clamp(step, 1, int.MaxValue);
    }

    public static string? Warning(UsageMeter meter) => UsageThresholds.Reached(meter.Used, meter.Limit) switch
    {
        100 when meter.Used > meter.Limit => $"{Number(meter.Used - meter.Limit!.Value)} over the limit",
        100 => "Limit reached",
        > 0 => $"{meter.Percent}% used",
        _ => null,
    };
}
