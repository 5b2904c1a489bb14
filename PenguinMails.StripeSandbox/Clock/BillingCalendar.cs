namespace PenguinMails.StripeSandbox.Clock;

/// <summary>
/// Billing periods. Every boundary is counted from the anchor itself, never from the period before it:
/// that is what brings 31 January over 28 February back to 31 March.
/// </summary>
internal static class BillingCalendar
{
    public static long AddMonths(long time, int months) => DateTimeOffset.FromUnixTimeSeconds(time).AddMonths(months).ToUnixTimeSeconds();

    public static long Boundary(long anchor, string interval, long count, long k) => interval switch
    {
        "day" => anchor + (k * count * 86400),
        "week" => anchor + (k * count * 7 * 86400),
        "year" => AddMonths(anchor, (int)(k * count * 12)),
        _ => AddMonths(anchor, (int)(k * count)),
    };

    /// <summary>The first boundary after a moment.</summary>
    public static long Next(long anchor, string interval, long count, long after)
    {
        var k = (long)Math.Floor((after - anchor) / (Length(interval) * count)) - 2;
        while (Boundary(anchor, interval, count, k) <= after)
            k++;
        return Boundary(anchor, interval, count, k);
    }

    public static long Next(long anchor, JsonObject price, long after) =>
        Next(anchor, price.Text("recurring.interval"), Math.Max(1, price.Int("recurring.interval_count")), after);

    /// <summary>The last boundary at or before a moment.</summary>
    public static long Previous(long anchor, JsonObject price, long at)
    {
        var (interval, count) = (price.Text("recurring.interval"), Math.Max(1, price.Int("recurring.interval_count")));
        var k = (long)Math.Ceiling((at - anchor) / (Length(interval) * count)) + 2;
        while (Boundary(anchor, interval, count, k) > at)
            k--;
        return Boundary(anchor, interval, count, k);
    }

    /// <summary>"15 Jan 2026", as in the descriptions of prorations.</summary>
    public static string Day(long time) => DateTimeOffset.FromUnixTimeSeconds(time).ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static double Length(string interval) => interval switch { "day" => 86400, "week" => 604800, "year" => 31556952, _ => 2629746 };
}
