namespace PenguinMails.Dashboard.Webhooks;

internal static class Started
{
    /// <summary>Waits for every other start: a service before this one may still be setting up what is to be read.</summary>
    public static async Task StartedAsync(this IHostApplicationLifetime lifetime, CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var ready = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(stoppingToken);
    }
}
