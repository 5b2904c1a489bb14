using CsCheck;
using PenguinMails.Dashboard.Usage.Periods;

namespace PenguinMails.Dashboard.Tests.Usage;

public sealed class UsageCalendarTests
{
    private static readonly DateTimeOffset Anchor = new(2026, 1, 31, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_last_day_of_january_comes_back_after_a_short_february()
    {
        Assert.Equal(Span("2026-02-28T10:00Z", "2026-03-31T10:00Z"), At("2026-03-01T00:00Z"));
        Assert.Equal(Span("2026-01-31T10:00Z", "2026-02-28T10:00Z"), At("2026-02-28T09:59Z"));
        Assert.Equal(Span("2026-03-31T10:00Z", "2026-04-30T10:00Z"), At("2026-03-31T10:00Z"));
    }

    [Fact]
    public void A_year_is_twelve_periods() => Assert.Equal(Span("2026-12-31T10:00Z", "2027-01-31T10:00Z"), At("2027-01-30T10:00Z"));

    [Fact]
    public void A_trial_whose_anchor_lies_ahead_is_one_period_from_its_beginning() =>
        Assert.Equal(Span("2026-01-17T10:00Z", "2026-01-31T10:00Z"), UsageCalendar.At(Day("2026-01-20T00:00Z"), Anchor, Day("2026-01-17T10:00Z"), []));

    [Fact]
    public void Periods_that_were_counted_in_stand_and_what_lies_between_is_a_period_of_its_own()
    {
        // Monthly from the 10th, until it became annual on the 31st.
        var before = Span("2026-01-10T00:00Z", "2026-01-31T10:00Z");
        Assert.Equal(before, UsageCalendar.At(Day("2026-01-20T00:00Z"), Anchor, Day("2025-11-10T00:00Z"), [before]));
        Assert.Equal(Span("2025-12-31T10:00Z", "2026-01-10T00:00Z"), UsageCalendar.At(Day("2026-01-05T00:00Z"), Anchor, Day("2025-11-10T00:00Z"), [before]));
    }

    [Fact]
    public void Every_moment_lies_in_exactly_one_period_and_periods_join() => Gen.Select(Gen.Long[0, 20_000_000], Gen.Long[0, 100_000_000]).Sample((anchor, after) =>
    {
        var from = DateTimeOffset.UnixEpoch.AddYears(55).AddMinutes(anchor / 100);
        var at = from.AddSeconds(after);
        var span = UsageCalendar.At(at, from, from, []);
        var next = UsageCalendar.At(span.End, from, from, []);
        return span.Covers(at) && next.Start == span.End && span.End - span.Start >= TimeSpan.FromDays(28) && span.End - span.Start <= TimeSpan.FromDays(31);
    });

    private static UsageSpan At(string moment) => UsageCalendar.At(Day(moment), Anchor, Anchor, []);

    private static UsageSpan Span(string start, string end) => new(Day(start), Day(end));

    private static DateTimeOffset Day(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
