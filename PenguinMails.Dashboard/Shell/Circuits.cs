using Microsoft.AspNetCore.Components.Server;

namespace PenguinMails.Dashboard.Shell;

/// <summary>How long an open page outlives its connection.</summary>
internal static class Circuits
{
    public static void Configure(CircuitOptions options)
    {
        // A short loss (a tunnel, another network) comes back to the page as it stands in memory.
        options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
        // After that only what was typed is kept (Accounts/Draft.cs), which is small: a laptop that was shut for a working day resumes.
        options.PersistedCircuitInMemoryRetentionPeriod = TimeSpan.FromHours(10);
        options.PersistedCircuitInMemoryMaxRetained = 5_000;
    }
}
