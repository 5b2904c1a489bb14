namespace PenguinMails.StripeSandbox;

public sealed class SandboxOptions
{
    /// <summary>Where the sandbox listens; port 0 takes a free one.</summary>
    public string Url { get; init; } = "http://127.0.0.1:5081";

    /// <summary>A SQLite file that keeps the state across restarts; null keeps it in memory.</summary>
    public string? StatePath { get; init; }

    /// <summary>Appends every API exchange as a JSON line: method, path, request_form, status, response_body.</summary>
    public string? TracePath { get; init; }

    /// <summary>Appends every event as it is first delivered, as a JSON line.</summary>
    public string? EventTracePath { get; init; }

    /// <summary>The real time that the sandbox's clock is offset from.</summary>
    public TimeProvider BaseTime { get; init; } = TimeProvider.System;
}
