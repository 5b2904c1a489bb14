namespace PenguinMails.Dashboard.Dunning.Reading;

public enum TimelineTone
{
    Bad,
    Neutral,
    Good,
}

/// <summary>One line of a case's story.</summary>
/// <param name="Ahead">Whether it is still to come.</param>
public sealed record TimelineEntry(DateTimeOffset At, string Title, string? Detail, TimelineTone Tone, bool Ahead = false);
