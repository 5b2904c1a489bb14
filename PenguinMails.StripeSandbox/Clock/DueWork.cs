namespace PenguinMails.StripeSandbox.Clock;

/// <summary>Something that falls due at a time, and what then happens.</summary>
internal sealed record DueItem(long At, int Rank, string Id, Action<UnitOfWork, JsonObject> Run);

/// <summary>All that time brings about, in order: of one second, schedules move before periods, periods before invoices.</summary>
internal static class DueWork
{
    private const long IncompleteLifetime = 23 * 3600;

    /// <summary>The earliest item of the objects on a test clock, or of those on none.</summary>
    public static DueItem? Earliest(UnitOfWork w, string? testClock, IReadOnlySet<string>? except = null) =>
        All(w, testClock).Where(d => except?.Contains(d.Id) != true).OrderBy(d => d.At).ThenBy(d => d.Rank).FirstOrDefault();

    private static IEnumerable<DueItem> All(UnitOfWork w, string? clock)
    {
        foreach (var schedule in On(w, "subscription_schedule", clock))
        {
            if (SchedulePhases.Due(schedule) is { } at)
                yield return new DueItem(at, 0, schedule.Text("id"), SchedulePhases.Advance);
        }
        foreach (var due in On(w, "subscription", clock).SelectMany(s => Subscription(w, s)))
            yield return due;
        foreach (var invoice in On(w, "invoice", clock))
        {
            if (invoice.Str("status") == "draft" && invoice.IntOrNull("automatically_finalizes_at") is { } at)
                yield return new DueItem(at, 3, invoice.Text("id"), DraftDue.Run);
            if (invoice.Str("status") == "open" && invoice.Int("attempt_count") > 0 && invoice.IntOrNull("next_payment_attempt") is { } retry)
                yield return new DueItem(retry, 3, invoice.Text("id"), (w, i) => InvoicePayments.Collect(w, i));
        }
        if (clock is not null)
            yield break;
        foreach (var session in w.All("checkout.session").Where(s => s.Str("status") == "open"))
            yield return new DueItem(session.Int("expires_at"), 4, session.Text("id"), CheckoutSessions.Expire);
    }

    private static IEnumerable<DueItem> Subscription(UnitOfWork w, JsonObject s)
    {
        var id = s.Text("id");
        if (Renewal.Due(w, s) is { } period)
            yield return new DueItem(period, 1, id, Renewal.Run);
        if (s.Str("status") == "incomplete")
            yield return new DueItem(s.Int("created") + IncompleteLifetime, 2, id, SubscriptionStatus.Expire);
        if (TrialReminder.Due(s) is { } reminder)
            yield return new DueItem(reminder, 0, id, TrialReminder.Send);
        if (s.IntOrNull("pending_update.expires_at") is { } expires)
            yield return new DueItem(expires, 2, id, PendingUpdates.Expire);
        if (s.IntOrNull("pause_collection.resumes_at") is { } resumes)
            yield return new DueItem(resumes, 0, id, DraftDue.ResumeCollection);
    }

    private static IEnumerable<JsonObject> On(UnitOfWork w, string kind, string? clock) => w.All(kind).Where(o => o.Str("test_clock") == clock);
}
