using PenguinMails.Dashboard.Usage.Periods;

namespace PenguinMails.Dashboard.Usage.Ingestion;

/// <summary>
/// Which period a record falls into: that of its timestamp, however late it comes, until the period is closed. A closed period
/// takes no more, and no other period takes it instead: what was used in one month is not billed in another.
/// </summary>
internal sealed class UsagePlacement(UsageBook book, DateTimeOffset now, TimeSpan acceptLateFor)
{
    private UsageSpan _last;

    /// <summary>Why no period takes a record of that time, in a word for programs; null where one does.</summary>
    public string? Refusal(DateTimeOffset at)
    {
        if (at > now + UsageBook.Skew)
            return UsageRejections.InTheFuture;
        if (Find(at) is not { } span)
            return UsageRejections.NoSubscription;
        return now >= span.End + acceptLateFor ? UsageRejections.PeriodClosed : null;
    }

    public UsageSpan SpanOf(DateTimeOffset at) => Find(at) ?? throw new InvalidOperationException("No period covers that time.");

    // Nearly all records of a batch are of one period.
    private UsageSpan? Find(DateTimeOffset at)
    {
        if (_last.Covers(at))
            return _last;
        if (book.SpanAt(at) is not { } span)
            return null;
        return _last = span;
    }
}
