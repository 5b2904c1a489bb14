using System.Globalization;

namespace PenguinMails.Dashboard.Look;

/// <summary>Days as a filter takes them: ISO 8601 in an address, the viewer's own on the clock.</summary>
public static class Days
{
    /// <summary>Null for what is no day: an address may be typed by hand.</summary>
    public static DateOnly? Parse(string? text) =>
        DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9000 ? day : null;

    public static string? Text(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>The first moment of the first day.</summary>
    public static DateTimeOffset? From(DateOnly? first, Viewer viewer) => first is { } day ? viewer.StartOf(day) : null;

    /// <summary>The moment after the last day.</summary>
    public static DateTimeOffset? Before(DateOnly? last, Viewer viewer) => last is { } day ? viewer.StartOf(day.AddDays(1)) : null;
}
