using Bunit;
using Microsoft.AspNetCore.Components;
using PenguinMails.Dashboard.Dunning.Pages;
using PenguinMails.Dashboard.Dunning.Reading;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Dunning.Pages;

public sealed class PaymentNoticeTests : ComponentTest
{
    private static readonly DateTimeOffset Now = new(2027, 1, 8, 10, 0, 0, TimeSpan.Zero);
    private static readonly PaymentNotice Failed =
        new(NoticeKind.Failed, Guid.NewGuid(), new Money(14900, "usd"), "The card did not have enough funds.", false, Now.AddDays(4), MayRetry: true, SeenCount: 1);

    [Fact]
    public void A_decline_says_why_how_long_there_is_and_what_to_do()
    {
        var view = Show(Failed);

        Assert.Contains("Your payment of $149.00 failed.", view.Markup, StringComparison.Ordinal);
        Assert.Contains("The card did not have enough funds.", view.Markup, StringComparison.Ordinal);
        Assert.Contains("Sending stops in 4 days, on 12 January 2027", view.Markup, StringComparison.Ordinal);
        Assert.Equal("/billing/payment-recovery/card", Link(view, "Update card and pay"));
        Assert.Equal("mailto:support@penguinmails.com", Link(view, "Contact support"));
        Assert.Contains(view.FindAll("button"), button => button.TextContent.Contains("Retry now", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_no_retry_can_help_none_is_offered()
    {
        var view = Show(Failed with { MayRetry = false, Reason = "The card has expired." });

        Assert.Contains("The card has expired. Another card is needed.", view.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Retry now", view.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Suspended_it_counts_to_the_end_of_the_subscription()
    {
        var view = Show(Failed with { Suspended = true, Deadline = Now.AddHours(20) });

        Assert.Contains("Sending is paused: $149.00 is unpaid.", view.Markup, StringComparison.Ordinal);
        Assert.Contains("The subscription ends within a day", view.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_payment_to_confirm_leads_to_stripes_page_and_is_called_no_decline()
    {
        var view = Show(Failed with { Kind = NoticeKind.Confirm, MayRetry = false });

        Assert.Equal("/billing/payment-recovery/confirm", Link(view, "Confirm payment"));
        Assert.Contains("Nothing was declined", view.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Retry now", view.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_payment_can_be_finished_or_started_over()
    {
        var view = Show(PaymentNotice.Unfinished(null));

        Assert.Equal("/billing/payment-recovery/confirm", Link(view, "Finish payment"));
        Assert.Contains(view.FindAll("button"), button => button.TextContent.Contains("Start over", StringComparison.Ordinal));
    }

    [Fact]
    public void Paid_it_is_good_news_that_can_be_put_away()
    {
        var dismissed = false;
        var view = Show(Failed with { Kind = NoticeKind.Recovered }, onDismiss: () => dismissed = true);

        Assert.Contains("$149.00 is paid", view.Markup, StringComparison.Ordinal);
        Assert.Contains("payment-notice good", view.Markup, StringComparison.Ordinal);
        view.Find("button[aria-label=Dismiss]").Click();
        Assert.True(dismissed);
    }

    [Fact]
    public void A_member_reads_that_something_is_wrong_and_nothing_of_how_it_is_paid()
    {
        var view = Show(Failed.WithoutPayment(), manages: false);

        Assert.Contains("A payment of your workspace failed.", view.Markup, StringComparison.Ordinal);
        Assert.Contains("Sending stops in 4 days", view.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("149", view.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("funds", view.Markup, StringComparison.Ordinal);
        Assert.Empty(view.FindAll("a, button"));
    }

    [Fact]
    public void While_an_attempt_is_under_way_it_cannot_be_asked_for_again() =>
        Assert.True(Show(Failed, busy: true).FindAll("button").Single(button => button.TextContent.Contains("Trying", StringComparison.Ordinal)).HasAttribute("disabled"));

    private IRenderedComponent<PaymentNoticeView> Show(PaymentNotice notice, bool manages = true, bool busy = false, Action? onDismiss = null) =>
        Render<PaymentNoticeView>(parameters => parameters
            .Add(view => view.Notice, notice).Add(view => view.Manages, manages).Add(view => view.Now, Now).Add(view => view.Busy, busy)
            .Add(view => view.OnDismiss, EventCallback.Factory.Create(this, onDismiss ?? (() => { }))));

    private static string? Link(IRenderedComponent<PaymentNoticeView> view, string text) =>
        view.FindAll("a").Single(link => link.TextContent.Contains(text, StringComparison.Ordinal)).GetAttribute("href");
}
