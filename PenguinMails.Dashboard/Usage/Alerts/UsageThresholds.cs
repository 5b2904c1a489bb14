namespace PenguinMails.Dashboard.Usage.Alerts;

/// <summary>How close to a limit is worth telling.</summary>
internal static class UsageThresholds
{
    private static readonly int[] Steps = [100, 95, 90, 80];

    /// <summary>The highest step that was reached: 100, 95, 90, 80, or 0 for none. An unlimited plan reaches none.</summary>
    public static int Reached(long used, long? limit) =>
        limit is not { } most ? 0 : Array.Find(Steps, step => used > 0 && used >= Share(most, step));

    // Rounded up: 80% of 5 seats are 4 of them, 95% are all 5.
    private static long Share(long limit, int percent) => (limit * percent + 99) / 100;
}
