using PenguinMails.Dashboard.Dunning.Cases;
using PenguinMails.Dashboard.Dunning.Schedule;

namespace PenguinMails.Dashboard.Dunning.Reading;

/// <summary>The story of a case, oldest first, and what comes next.</summary>
public static class Timeline
{
    public static IReadOnlyList<TimelineEntry> Of(CaseFile file)
    {
        var past = Began(file).Concat(Tried(file)).Concat(NotTried(file)).Concat(Told(file)).Concat(Suspended(file)).OrderBy(entry => entry.At);
        return [.. past, .. Ended(file), .. Ahead(file)];
    }

    private static IEnumerable<TimelineEntry> Began(CaseFile file)
    {
        var one = file.Case;
        yield return one.NeedsAuthentication
            ? new TimelineEntry(one.FirstFailedAt, "Payment needs confirmation", $"{one.Owed}. The bank wants its customer to confirm it.", TimelineTone.Bad)
            : new TimelineEntry(one.FirstFailedAt, "Payment failed", $"{one.Owed}. {DeclineReasons.Of(one.DeclineCode).Text}", TimelineTone.Bad);
    }

    private static IEnumerable<TimelineEntry> Tried(CaseFile file) => file.Attempts.Where(attempt => attempt.FinishedAt is not null).Select(attempt =>
    {
        var day = file.Steps.FirstOrDefault(step => step.AttemptKey == attempt.Key)?.Day ?? 0;
        var what = attempt.Kind switch
        {
            AttemptKind.Scheduled => $"Retry on day {day}",
            AttemptKind.Manual => $"Retry by {attempt.By}",
            AttemptKind.NewCard => "Payment with the new card",
            _ => "Payment on Stripe's page",
        };
        return attempt.Outcome switch
        {
            StepOutcome.Paid => new TimelineEntry(attempt.FinishedAt!.Value, $"{what} succeeded", null, TimelineTone.Good),
            StepOutcome.AuthenticationNeeded => new TimelineEntry(attempt.FinishedAt!.Value, $"{what} needs confirmation", null, TimelineTone.Bad),
            StepOutcome.NoCard => new TimelineEntry(attempt.FinishedAt!.Value, $"{what} found no card", null, TimelineTone.Bad),
            _ => new TimelineEntry(attempt.FinishedAt!.Value, $"{what} failed", DeclineReasons.Of(attempt.DeclineCode).Text, TimelineTone.Bad),
        };
    });

    private static IEnumerable<TimelineEntry> NotTried(CaseFile file) => file.Steps
        .Where(step => step is { DoneAt: not null, Day: > 0 } && file.Attempts.All(attempt => attempt.Key != step.AttemptKey))
        .Select(step => (step, why: step.Outcome switch
        {
            StepOutcome.CardMustChange => "Trying the same card again cannot help. Another card is needed.",
            StepOutcome.AuthenticationNeeded => "The payment still waits to be confirmed.",
            StepOutcome.NoCard => "There is no card on file.",
            StepOutcome.LeftToStripe => "Stripe's own automatic retries are on for this invoice.",
            StepOutcome.Missed => "It was made up for with the next one.",
            _ => null,
        }))
        .Where(one => one.why is not null)
        .Select(one => new TimelineEntry(one.step.DoneAt!.Value, $"No retry on day {one.step.Day}", one.why, TimelineTone.Neutral));

    private static IEnumerable<TimelineEntry> Told(CaseFile file) => file.Mails.Select(mail =>
        new TimelineEntry(mail.At, "Mail sent", mail.Recipients == 1 ? $"“{mail.Subject}”" : $"“{mail.Subject}”, to {mail.Recipients} people", TimelineTone.Neutral));

    private static IEnumerable<TimelineEntry> Suspended(CaseFile file)
    {
        if (file.Case.SuspendedAt is { } at)
            yield return new TimelineEntry(at, "Sending paused", "The workspace is read-only until the invoice is paid.", TimelineTone.Bad);
    }

    private static IEnumerable<TimelineEntry> Ended(CaseFile file)
    {
        if (file.Case.ClosedAt is not { } at)
            yield break;
        yield return file.Case.Ending switch
        {
            CaseEnding.Recovered => new TimelineEntry(at, "Paid", "Everything goes on as before.", TimelineTone.Good),
            CaseEnding.Forgiven => new TimelineEntry(at, "Invoice closed", "Nothing is owed on it any more.", TimelineTone.Neutral),
            _ => new TimelineEntry(at, "Subscription ended", "Nothing more is charged.", TimelineTone.Bad),
        };
    }

    private static IEnumerable<TimelineEntry> Ahead(CaseFile file) => file.IsOpen
        ? file.Steps.Where(step => step is { DoneAt: null, Day: > 0 }).OrderBy(step => step.DueAt).Select(step => step.Kind switch
        {
            StepKind.RetryOrSuspend => new TimelineEntry(step.DueAt, "Retry; sending stops if it fails", null, TimelineTone.Neutral, Ahead: true),
            StepKind.RetryOrCancel => new TimelineEntry(step.DueAt, "Last retry; the subscription ends if it fails", null, TimelineTone.Neutral, Ahead: true),
            _ => new TimelineEntry(step.DueAt, "Retry", null, TimelineTone.Neutral, Ahead: true),
        })
        : [];
}
