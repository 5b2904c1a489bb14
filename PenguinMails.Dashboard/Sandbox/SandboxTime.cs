using PenguinMails.StripeSandbox;

namespace PenguinMails.Dashboard.Sandbox;

/// <summary>For nodes that share one sandbox in a process of its own: their clock is the sandbox's, wherever it is moved to.</summary>
internal static class SandboxTime
{
    /// <summary>Must come before whatever wants a clock.</summary>
    public static async Task<WebApplicationBuilder> FollowSandboxClockAsync(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["Sandbox:FollowClock"] is { Length: > 0 } sandbox)
            builder.Services.AddSingleton((await FollowedClock.FollowAsync(new Uri(sandbox))).Time);
        return builder;
    }
}
