namespace PenguinMails.Dashboard.Usage.Periods;

/// <summary>From its start to before its end.</summary>
public readonly record struct UsageSpan(DateTimeOffset Start, DateTimeOffset End)
{
    public bool Covers(DateTimeOffset at) => Start <= at && at < End;
}

/// <summary>When usage starts again at zero: every month from the subscription's anchor, whatever cycle it is billed in.</summary>
internal static class UsageCalendar
{
    /// <param name="at">The moment whose period is asked for.</param>
    /// <param name="anchor">What Stripe counts the subscription's periods from. In a trial it lies ahead.</param>
    /// <param name="since">When the subscription began: the first period begins no sooner.</param>
    /// <param name="known">Periods that were counted in already; they stand as they are.</param>
    public static UsageSpan At(DateTimeOffset at, DateTimeOffset anchor, DateTimeOffset since, IReadOnlyCollection<UsageSpan> known)
    {
        if (known.FirstOrDefault(span => span.Covers(at)) is { End.Ticks: > 0 } counted)
            return counted;
        var months = (at.Year - anchor.Year) * 12 + at.Month - anchor.Month;
        // Each boundary is counted from the anchor itself: that brings 31 January over 28 February back to 31 March.
        while (anchor.AddMonths(months) > at)
            months--;
        while (anchor.AddMonths(months + 1) <= at)
            months++;
        var start = Later(anchor.AddMonths(months), since <= at ? since : DateTimeOffset.MinValue);
        var end = anchor.AddMonths(months + 1);
        // An anchor that moved leaves periods of other lengths behind; what lies between them is a period of its own.
        foreach (var span in known)
        {
            if (span.End <= at)
                start = Later(start, span.End);
            else if (span.Start > at && span.Start < end)
                end = span.Start;
        }

        return new UsageSpan(start, end);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
