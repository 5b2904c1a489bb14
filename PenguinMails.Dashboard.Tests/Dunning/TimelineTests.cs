using PenguinMails.Dashboard.Dunning.Cases;
using PenguinMails.Dashboard.Dunning.Reading;
using PenguinMails.Dashboard.Dunning.Schedule;

namespace PenguinMails.Dashboard.Tests.Dunning;

public sealed class TimelineTests
{
    private static readonly DateTimeOffset Failed = new(2027, 1, 5, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_new_case_tells_what_happened_and_all_that_is_ahead()
    {
        var one = DunningGiven.Case(Failed);

        Assert.Equal(
            ["Payment failed", "Mail sent", "Retry", "Retry", "Retry; sending stops if it fails", "Last retry; the subscription ends if it fails"],
            Titles(new CaseFile(one, "PM-1", [.. DunningSchedule.Steps(one)], [], [new CaseMail(Failed.AddMinutes(1), "Your payment failed", 2)])));
    }

    [Fact]
    public void A_recovered_case_ends_with_the_good_news_and_has_nothing_ahead()
    {
        var one = DunningGiven.Case(Failed);
        List<DunningStep> steps = [.. DunningSchedule.Steps(one)];
        (steps[0].DoneAt, steps[0].Outcome) = (Failed.AddDays(3), StepOutcome.Declined);
        var retry = Attempt(one, AttemptKind.Scheduled, steps[0].AttemptKey, Failed.AddDays(3), StepOutcome.Declined);
        var manual = Attempt(one, AttemptKind.Manual, "m", Failed.AddDays(4), StepOutcome.Paid);
        one.Close(CaseEnding.Recovered, Failed.AddDays(4));

        Assert.Equal(
            ["Payment failed", "Retry on day 3 failed", "Retry by Tess succeeded", "Paid"],
            Titles(new CaseFile(one, "PM-1", steps, [retry, manual], [])));
    }

    [Fact]
    public void A_step_that_was_not_tried_says_why()
    {
        var one = DunningGiven.Case(Failed, needsAuthentication: true);
        List<DunningStep> steps = [.. DunningSchedule.Steps(one)];
        (steps[0].DoneAt, steps[0].Outcome) = (Failed.AddDays(3), StepOutcome.AuthenticationNeeded);

        var entry = Timeline.Of(new CaseFile(one, null, steps, [], [])).Single(entry => entry.Title == "No retry on day 3");

        Assert.Equal("The payment still waits to be confirmed.", entry.Detail);
    }

    private static IEnumerable<string> Titles(CaseFile file) => Timeline.Of(file).Select(entry => entry.Title);

    private static DunningAttempt Attempt(DunningCase one, AttemptKind kind, string key, DateTimeOffset at, StepOutcome outcome) => new()
    {
        Id = Guid.NewGuid(), TenantId = one.TenantId, CaseId = one.Id, Kind = kind, Key = key, By = "Tess", StartedAt = at, CountBefore = 1, FinishedAt = at, Outcome = outcome,
    };
}
