using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Dunning.Cases;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Webhooks.Health;
using Stripe;

namespace PenguinMails.Dashboard.Tests.Dunning;

/// <summary>The calendar of a failed payment, lived through in the real product.</summary>
public abstract class FourteenDaysTests(bool postgres) : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private DunningLab _lab = default!;

    public async ValueTask InitializeAsync() => _lab = await DunningLab.StartAsync(postgres);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_lab is not null)
            await _lab.DisposeAsync();
    }

    [Fact]
    public async Task Unpaid_for_fourteen_days_it_is_tried_four_times_suspended_and_canceled()
    {
        var debtor = await _lab.FailAsync();
        var one = await _lab.CaseAsync(debtor);
        Assert.Equal(SubscriptionState.PastDue, await _lab.StateAsync(debtor));
        Assert.Equal(["Payment failed"], await _lab.MailsAsync(debtor));
        Assert.Equal((await _lab.SubscriptionAsync(debtor)).CurrentPeriodStart.AddHours(1), one.FirstFailedAt);

        await _lab.ToDayAsync(debtor, 3);
        await _lab.ToDayAsync(debtor, 5);
        Assert.Equal(["Payment failed", "Retry failed", "Retry failed"], await _lab.MailsAsync(debtor));
        Assert.True((await _lab.EntitlementsAsync(debtor)).CanSendEmails);

        await _lab.ToDayAsync(debtor, 7);
        var suspended = await _lab.EntitlementsAsync(debtor);
        Assert.Equal((SubscriptionState.Suspended, false, true), (suspended.State, suspended.CanSendEmails, suspended.ReadOnly));

        await _lab.ToDayAsync(debtor, 14);
        Assert.Equal(SubscriptionState.Canceled, await _lab.StateAsync(debtor));
        Assert.False((await _lab.EntitlementsAsync(debtor)).CanSendEmails);
        Assert.Equal(["Payment failed", "Retry failed", "Retry failed", "Sending suspended", "Canceled after non-payment"], await _lab.MailsAsync(debtor));
        Assert.Equal(["failed", "failed", "failed", "failed", "failed"], await _lab.ChargesAsync(debtor));
        Assert.Equal("void", (await _lab.InvoiceAsync(debtor)).Status);
        Assert.Equal(CaseEnding.Canceled, (await _lab.CaseAsync(debtor)).Ending);
        Assert.Contains("Subscription canceled for non-payment", await _lab.TrailAsync(debtor));
    }

    [Fact]
    public async Task One_advance_over_a_fortnight_plays_each_day_in_its_turn()
    {
        var debtor = await _lab.FailAsync();
        var first = (await _lab.CaseAsync(debtor)).FirstFailedAt;

        await _lab.AdvanceAsync(first.AddDays(15));

        var done = (await _lab.StepsAsync(debtor)).Select(step => (int)(step.DoneAt!.Value - first).TotalDays);
        Assert.Equal([3, 5, 7, 14], done);
    }

    [Fact]
    public async Task A_retry_that_is_paid_ends_it_with_one_mail()
    {
        var debtor = await _lab.FailAsync(times: 2);

        await _lab.ToDayAsync(debtor, 5);
        await _lab.AdvanceAsync(_lab.Now.AddDays(10));

        Assert.Equal(SubscriptionState.Active, await _lab.StateAsync(debtor));
        Assert.Equal(["failed", "failed", "succeeded"], await _lab.ChargesAsync(debtor));
        Assert.Equal(["Payment failed", "Retry failed", "Payment recovered"], await _lab.MailsAsync(debtor));
    }

    [Fact]
    public async Task Money_that_came_past_us_lifts_the_suspension_once()
    {
        var debtor = await _lab.FailAsync(times: 4);
        await _lab.ToDayAsync(debtor, 8);
        Assert.Equal(SubscriptionState.Suspended, await _lab.StateAsync(debtor));

        await new InvoiceService(_lab.Stripe.Client).PayAsync((await _lab.CaseAsync(debtor)).InvoiceId, cancellationToken: Ct);
        await _lab.AdvanceAsync(_lab.Now.AddDays(8));
        await _lab.RefreshAsync(debtor.Customer);

        Assert.Equal(SubscriptionState.Active, await _lab.StateAsync(debtor));
        Assert.Equal("Payment recovered", (await _lab.MailsAsync(debtor))[^1]);
        Assert.Single((await _lab.TrailAsync(debtor)).FindAll(action => action == "Payment recovered"));
    }

    [Fact]
    public async Task A_card_that_no_retry_can_cure_is_asked_to_be_replaced_on_the_same_calendar()
    {
        var debtor = await _lab.FailAsync("lost_card");

        await _lab.ToDayAsync(debtor, 7);
        Assert.Equal(SubscriptionState.Suspended, await _lab.StateAsync(debtor));
        await _lab.ToDayAsync(debtor, 14);

        Assert.Equal(["failed"], await _lab.ChargesAsync(debtor));
        Assert.All((await _lab.StepsAsync(debtor)), step => Assert.Equal(StepOutcome.CardMustChange, step.Outcome));
        Assert.Equal(SubscriptionState.Canceled, await _lab.StateAsync(debtor));
    }

    [Fact]
    public async Task A_replaced_card_is_tried_at_once_and_only_once()
    {
        var debtor = await _lab.FailAsync("lost_card", times: 2);
        await _lab.ToDayAsync(debtor, 4);

        await _lab.ReplaceCardAsync(debtor);
        await _lab.AdvanceAsync(_lab.Now.AddMinutes(1));
        Assert.Equal(["failed", "failed"], await _lab.ChargesAsync(debtor));

        await _lab.ReplaceCardAsync(debtor, "pm_card_visa");
        await _lab.AdvanceAsync(_lab.Now.AddMinutes(1));
        Assert.Equal(["failed", "failed", "succeeded"], await _lab.ChargesAsync(debtor));
        Assert.Equal(SubscriptionState.Active, await _lab.StateAsync(debtor));
    }

    [Fact]
    public async Task After_a_time_of_being_off_one_attempt_stands_for_all_that_were_missed()
    {
        var debtor = await _lab.FailAsync();
        var first = (await _lab.CaseAsync(debtor)).FirstFailedAt;
        _lab.App.Stripe.Settle = null;

        await _lab.AdvanceAsync(first.AddDays(8));
        await _lab.SettleAsync(Ct);

        Assert.Equal(["failed", "failed"], await _lab.ChargesAsync(debtor));
        Assert.Equal([StepOutcome.Missed, StepOutcome.Missed, StepOutcome.Declined, null], (await _lab.StepsAsync(debtor)).Select(step => step.Outcome));
        Assert.Equal(SubscriptionState.Suspended, await _lab.StateAsync(debtor));
        Assert.Equal(["Payment failed", "Sending suspended"], await _lab.MailsAsync(debtor));
    }

    [Fact]
    public async Task Stripes_own_retries_left_on_are_not_doubled_and_show_in_health()
    {
        await _lab.App.FaultAsync(new { retries = "on" });
        var debtor = await _lab.FailAsync();

        await _lab.ToDayAsync(debtor, 5);

        Assert.Equal(["failed", "failed"], await _lab.ChargesAsync(debtor));
        Assert.Contains(StepOutcome.LeftToStripe, (await _lab.StepsAsync(debtor)).Select(step => step.Outcome!));
        var health = await _lab.App.Get<HealthReader>().ReadAsync(Ct);
        Assert.Contains(health.Findings, finding => finding.Sentence.StartsWith("Stripe retries a failed payment by itself", StringComparison.Ordinal));
        Assert.Equal(HealthState.Delayed, health.State);
    }

    [Fact]
    public async Task An_invoice_that_is_voided_at_stripe_ends_the_case_and_nothing_more_is_tried()
    {
        var debtor = await _lab.FailAsync();
        await _lab.ToDayAsync(debtor, 7);

        await new InvoiceService(_lab.Stripe.Client).VoidInvoiceAsync((await _lab.CaseAsync(debtor)).InvoiceId, cancellationToken: Ct);
        await _lab.AdvanceAsync(_lab.Now.AddDays(8));

        Assert.Equal(CaseEnding.Forgiven, (await _lab.CaseAsync(debtor)).Ending);
        Assert.Equal(SubscriptionState.Active, await _lab.StateAsync(debtor));
        Assert.Equal(4, (await _lab.ChargesAsync(debtor)).Count);
    }

    [Fact]
    public async Task A_subscription_canceled_by_its_owner_ends_the_case_with_the_ordinary_mail()
    {
        var debtor = await _lab.FailAsync();

        await new SubscriptionService(_lab.Stripe.Client).CancelAsync(debtor.Subscription, cancellationToken: Ct);
        await _lab.AdvanceAsync(_lab.Now.AddDays(15));

        Assert.Equal(CaseEnding.Canceled, (await _lab.CaseAsync(debtor)).Ending);
        Assert.Equal(["Payment failed", "Subscription ended"], await _lab.MailsAsync(debtor));
        Assert.False((await _lab.EntitlementsAsync(debtor)).CanSendEmails);
        Assert.Equal(["failed"], await _lab.ChargesAsync(debtor));
    }
}

public sealed class FourteenDaysTestsOnSqlite() : FourteenDaysTests(postgres: false);

public sealed class FourteenDaysTestsOnPostgres() : FourteenDaysTests(postgres: true);
