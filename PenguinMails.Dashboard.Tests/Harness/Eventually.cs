using System.Diagnostics;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>Waits for a condition, never for a time; gives up at a deadline and says what it waited for.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task BecomesAsync(string what, Func<Task<bool>> holds)
    {
        var started = Stopwatch.StartNew();
        while (!await holds())
        {
            if (started.Elapsed > Deadline)
                Assert.Fail($"Waited {Deadline.TotalSeconds} s in vain until {what}.");
            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
