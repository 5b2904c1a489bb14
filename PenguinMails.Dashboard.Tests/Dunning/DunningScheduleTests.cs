using PenguinMails.Dashboard.Dunning.Cases;
using PenguinMails.Dashboard.Dunning.Schedule;

namespace PenguinMails.Dashboard.Tests.Dunning;

public sealed class DunningScheduleTests
{
    private static readonly DateTimeOffset Failed = new(2027, 1, 5, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_days_count_from_the_first_failure() =>
        Assert.Equal([3, 5, 7, 14], Steps().Select(step => (int)(step.DueAt - Failed).TotalDays));

    [Fact]
    public void Before_the_third_day_there_is_nothing_to_do() =>
        Assert.Equal(new DunningWork.Wait(Failed.AddDays(3)), DunningSchedule.Next(Steps(), Failed.AddDays(2.9)));

    [Theory]
    [InlineData(3.1, 3, new int[0])]
    [InlineData(5.5, 5, new[] { 3 })]
    [InlineData(8, 7, new[] { 3, 5 })]
    [InlineData(20, 14, new[] { 3, 5, 7 })]
    public void Of_several_that_are_due_the_last_stands_for_all(double days, int day, int[] missed)
    {
        var work = Assert.IsType<DunningWork.Do>(DunningSchedule.Next(Steps(), Failed.AddDays(days)));

        Assert.Equal(day, work.Step.Day);
        Assert.Equal(missed, work.Missed.Select(step => step.Day));
    }

    [Fact]
    public void What_is_done_is_not_done_again()
    {
        var steps = Steps();
        steps[0].DoneAt = Failed.AddDays(3);

        Assert.Equal(new DunningWork.Wait(Failed.AddDays(5)), DunningSchedule.Next(steps, Failed.AddDays(4)));
    }

    [Fact]
    public void After_the_last_day_nothing_is_waited_for()
    {
        var steps = Steps();
        steps.ForEach(step => step.DoneAt = step.DueAt);

        Assert.Equal(new DunningWork.Wait(null), DunningSchedule.Next(steps, Failed.AddDays(30)));
    }

    [Fact]
    public void Two_steps_of_a_case_never_share_an_attempt() => Assert.Equal(4, Steps().Select(step => step.AttemptKey).Distinct().Count());

    [Theory]
    [InlineData("insufficient_funds", null)]
    [InlineData("a_code_of_tomorrow", null)]
    [InlineData("lost_card", StepOutcome.CardMustChange)]
    [InlineData("stolen_card", StepOutcome.CardMustChange)]
    [InlineData("pickup_card", StepOutcome.CardMustChange)]
    [InlineData("expired_card", StepOutcome.CardMustChange)]
    public void Whether_to_try_again_follows_from_the_reason(string code, StepOutcome? whyNot) =>
        Assert.Equal(whyNot, RetryRule.WhyNot(new RetryFacts(code, false, "pm_1", "pm_1", StripeRetries: false)));

    [Fact]
    public void Another_card_may_always_be_tried() =>
        Assert.Null(RetryRule.WhyNot(new RetryFacts("lost_card", false, "pm_1", "pm_2", StripeRetries: false)));

    [Fact]
    public void What_waits_for_its_payer_is_not_tried_without_them() =>
        Assert.Equal(StepOutcome.AuthenticationNeeded, RetryRule.WhyNot(new RetryFacts("authentication_required", true, "pm_1", "pm_1", StripeRetries: false)));

    [Fact]
    public void Without_a_card_or_with_stripes_own_retries_nothing_is_tried()
    {
        Assert.Equal(StepOutcome.NoCard, RetryRule.WhyNot(new RetryFacts(null, false, null, null, StripeRetries: false)));
        Assert.Equal(StepOutcome.LeftToStripe, RetryRule.WhyNot(new RetryFacts("insufficient_funds", false, "pm_1", "pm_1", StripeRetries: true)));
    }

    [Theory]
    [InlineData("pm_old", "pm_new", "pm_old", "pm_new")]
    [InlineData("pm_new", "pm_old", "pm_old", "pm_new")]
    [InlineData("pm_old", "pm_old", "pm_old", "pm_old")]
    [InlineData(null, "pm_any", null, "pm_any")]
    public void The_card_to_try_is_the_one_that_was_not_declined(string? own, string? standard, string? declined, string expected) =>
        Assert.Equal(expected, RetryRule.MethodToTry(own, standard, declined));

    [Fact]
    public void What_a_cardholder_is_not_to_know_is_told_as_a_plain_refusal()
    {
        foreach (var code in new[] { "lost_card", "stolen_card", "fraudulent" })
            Assert.Equal("Your bank does not accept this card any more.", DeclineReasons.Of(code).Text);
    }

    private static List<DunningStep> Steps() => [.. DunningSchedule.Steps(DunningGiven.Case(Failed))];
}
