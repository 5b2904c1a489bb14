using System.Diagnostics;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>Waits for a condition, never for a time; gives up at a deadline and says what it waited for.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <param name="what">What is waited for.</param>
    /// <param name="holds">Whether it is so by now.</param>
    /// <param name="within">Where the usual deadline is too short for a machine with much else to do.</param>
    public static async Task BecomesAsync(string what, Func<Task<bool>> holds, TimeSpan? within = null)
    {
        var deadline = within ?? Deadline;
        var started = Stopwatch.StartNew();
        while (!await holds())
        {
            if (started.Elapsed > deadline)
                Assert.Fail($"Waited {deadline.TotalSeconds} s in vain until {what}.");
            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
