using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace PenguinMails.Dashboard.Look;

/// <summary>How the person at the screen wants to see things: their time zone, light or dark. Display alone; nothing is decided by it.</summary>
public sealed class Viewer
{
    /// <summary>An IANA name such as <c>Europe/Berlin</c>; null until the browser has told.</summary>
    [PersistentState]
    public string? TimeZoneId { get; set; }

    [PersistentState]
    public bool Dark { get; set; }

    /// <summary>What was chosen: <c>light</c>, <c>dark</c> or <c>system</c>.</summary>
    [PersistentState]
    public string Theme { get; set; } = "system";

    public event Action? Changed;

    public TimeZoneInfo TimeZone =>
        TimeZoneId is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>"24 December 2026".</summary>
    public string Date(DateTimeOffset instant) => Local(instant).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"24 Dec 2026, 10:30".</summary>
    public string DateAndTime(DateTimeOffset instant) => Local(instant).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>When a day begins for them.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Some zones put their clocks forward at midnight: the day then begins an hour later.
        if (TimeZone.IsInvalidTime(midnight))
            midnight = midnight.AddHours(1);
        return new DateTimeOffset(midnight, TimeZone.GetUtcOffset(midnight));
    }

    public void Take(BrowserView view)
    {
        if (TimeZoneId == view.TimeZone && Dark == view.Dark && Theme == view.Theme)
            return;
        TimeZoneId = view.TimeZone;
        Dark = view.Dark;
        Theme = view.Theme;
        Changed?.Invoke();
    }

    /// <summary>What the browser wrote down on an earlier visit, so that the first paint is right.</summary>
    internal void TakeCookies(IRequestCookieCollection cookies)
    {
        TimeZoneId = cookies["pm_tz"] ?? TimeZoneId;
        Theme = cookies["pm_theme"] is "light" or "dark" ? cookies["pm_theme"]! : "system";
        Dark = cookies["pm_dark"] == "1";
    }

    private DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, TimeZone);
}

/// <summary>What <c>js/viewer.js</c> reports.</summary>
public sealed record BrowserView(string TimeZone, string Theme, bool Dark);
