using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Dunning.Cases;
using PenguinMails.Dashboard.Dunning.Collecting;
using PenguinMails.Dashboard.Dunning.Reading;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Tests.Harness;
using Stripe;

namespace PenguinMails.Dashboard.Tests.Dunning;

/// <summary>What people do about a failed payment, and what the product does about them.</summary>
public abstract class ByHandTests(bool postgres) : IAsyncLifetime
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
    public async Task A_manual_retry_uses_up_none_of_the_scheduled_ones()
    {
        var debtor = await _lab.FailAsync();

        var outcome = Assert.IsType<RetryOutcome.Declined>(await RetryAsync(debtor.Owner));
        await _lab.ToDayAsync(debtor, 14);

        Assert.Equal("The card did not have enough funds.", outcome.Reason.Text);
        Assert.Equal(6, (await _lab.ChargesAsync(debtor)).Count);
        Assert.Equal([AttemptKind.Manual, .. Enumerable.Repeat(AttemptKind.Scheduled, 4)], (await _lab.AttemptsAsync(debtor)).Select(attempt => attempt.Kind));
    }

    [Fact]
    public async Task A_manual_retry_that_pays_recovers_and_leaves_nothing_to_pay()
    {
        var debtor = await _lab.FailAsync(times: 1);

        Assert.IsType<RetryOutcome.Paid>(await RetryAsync(debtor.Owner));

        Assert.Equal(SubscriptionState.Active, await _lab.StateAsync(debtor));
        Assert.Equal(NoticeKind.Recovered, (await NoticeAsync(debtor.Owner))!.Kind);
        Assert.IsType<RetryOutcome.NothingToPay>(await RetryAsync(debtor.Owner));
        Assert.Equal(["failed", "succeeded"], await _lab.ChargesAsync(debtor));
    }

    [Fact]
    public async Task Clicks_on_one_sight_of_it_are_one_charge()
    {
        var debtor = await _lab.FailAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RetryAsync(debtor.Owner, seenCount: 1)));
        await RetryAsync(debtor.Owner, seenCount: 1);

        Assert.All(outcomes, outcome => Assert.IsType<RetryOutcome.Declined>(outcome));
        Assert.Equal(["failed", "failed"], await _lab.ChargesAsync(debtor));
    }

    [Fact]
    public async Task A_member_may_not_pay_and_reads_nothing_of_how_it_is_paid()
    {
        var debtor = await _lab.FailAsync();
        var member = CallerGiven.Of(debtor.Tenant, Role.Member);

        Assert.IsType<RetryOutcome.NotAllowed>(await RetryAsync(member));
        var notice = (await NoticeAsync(member))!;
        Assert.Equal((null, null), (notice.Owed, notice.Reason));
        Assert.Empty(await _lab.App.Get<CaseFiles>().ReadAsync(member, debtor.Tenant, Ct));
        Assert.Empty(await _lab.App.Get<CaseFiles>().ReadAsync(CallerGiven.Of(Guid.NewGuid(), Role.Owner), debtor.Tenant, Ct));
        Assert.Single(await _lab.App.Get<CaseFiles>().ReadAsync(CallerGiven.Of(null, Role.BillingOperator), debtor.Tenant, Ct));
    }

    [Fact]
    public async Task An_attempt_whose_answer_was_lost_is_not_made_again()
    {
        var debtor = await _lab.FailAsync();
        var one = await _lab.CaseAsync(debtor);
        var step = (await _lab.StepsAsync(debtor))[0];
        // As a node leaves it that dies while the bank answers: in the book, asked for, and never finished.
        await using (var db = _lab.App.Databases.ForTenant(debtor.Tenant))
        {
            db.DunningAttempts.Add(new DunningAttempt { Id = Guid.NewGuid(), TenantId = one.TenantId, CaseId = one.Id, Kind = AttemptKind.Scheduled, Key = step.AttemptKey, By = "PenguinMails", StartedAt = _lab.Now, CountBefore = 1 });
            await db.SaveChangesAsync(Ct);
        }

        await _lab.App.Get<InvoicePayments>().PayAsync(one.InvoiceId, step.AttemptKey, Ct);
        await _lab.ToDayAsync(debtor, 3);

        Assert.Equal(["failed", "failed"], await _lab.ChargesAsync(debtor));
        Assert.Equal(StepOutcome.Declined, (await _lab.StepsAsync(debtor))[0].Outcome);
    }

    [Fact]
    public async Task Stripe_away_on_the_third_day_means_later_and_once()
    {
        var debtor = await _lab.FailAsync();
        var first = (await _lab.CaseAsync(debtor)).FirstFailedAt;
        await _lab.App.FaultAsync(new { api = "outage", times = 6 });

        await _lab.AdvanceAsync(first.AddDays(4));

        Assert.Equal(["failed", "failed"], await _lab.ChargesAsync(debtor));
    }

    [Fact]
    public async Task The_new_card_pays_the_open_invoice_and_reloads_pay_nothing()
    {
        var debtor = await _lab.FailAsync("lost_card", times: 1);
        var cards = _lab.App.Get<CardUpdate>();
        var form = Assert.IsType<CardUpdateOutcome.Redirect>(await cards.StartAsync(debtor.Owner, null, Ct)).Url;
        Assert.Contains("/p/session/", form.ToString(), StringComparison.Ordinal);
        Assert.IsType<RetryOutcome.Declined>(await cards.PayAsync(debtor.Owner, Ct));

        await _lab.ReplaceCardAsync(debtor);
        var outcomes = await Task.WhenAll(cards.PayAsync(debtor.Owner, Ct), cards.PayAsync(debtor.Owner, Ct));
        await cards.PayAsync(debtor.Owner, Ct);

        Assert.All(outcomes, outcome => Assert.True(outcome is RetryOutcome.Paid or RetryOutcome.NothingToPay));
        Assert.Equal(["failed", "succeeded"], await _lab.ChargesAsync(debtor));
        Assert.Equal(SubscriptionState.Active, await _lab.StateAsync(debtor));
    }

    [Fact]
    public async Task A_card_that_became_the_customers_but_not_the_subscriptions_is_the_one_to_pay()
    {
        var debtor = await _lab.FailAsync("expired_card", times: 1);

        var method = await _lab.Stripe.AttachAsync(debtor.Customer, "pm_card_mastercard");
        await _lab.App.Get<CardUpdate>().PayAsync(debtor.Owner, Ct);

        Assert.Equal(["failed", "succeeded"], await _lab.ChargesAsync(debtor));
        Assert.Equal(method, (await _lab.SubscriptionAsync(debtor)).PaymentMethodId);
    }

    [Fact]
    public async Task A_payment_to_confirm_is_not_retried_and_its_page_ends_it()
    {
        var debtor = await _lab.FailAsync("authentication_required", times: 1);
        Assert.Equal(["Payment to confirm"], await _lab.MailsAsync(debtor));
        Assert.Equal(NoticeKind.Confirm, (await NoticeAsync(debtor.Owner))!.Kind);

        await _lab.ToDayAsync(debtor, 3);
        var needed = Assert.IsType<RetryOutcome.NeedsAuthentication>(await RetryAsync(debtor.Owner));
        Assert.Equal(["failed"], await _lab.ChargesAsync(debtor));

        Assert.Contains("/i/acct_", needed.Url!.ToString(), StringComparison.Ordinal);
        await ConfirmAsync((await _lab.InvoiceAsync(debtor)).Id);
        await Eventually.BecomesAsync("Stripe has told of it", async () => await _lab.StateAsync(debtor) is SubscriptionState.Active);
        Assert.Equal("Payment recovered", (await _lab.MailsAsync(debtor))[^1]);
    }

    [Fact]
    public async Task A_first_payment_that_is_not_finished_can_be_finished_or_started_over()
    {
        var debtor = await _lab.SubscribeAsync("pm_card_authenticationRequired", "allow_incomplete");
        Assert.Equal(SubscriptionState.Incomplete, await _lab.StateAsync(debtor));
        Assert.Equal(NoticeKind.Unfinished, (await NoticeAsync(debtor.Owner))!.Kind);
        Assert.IsType<PaymentPageOutcome.Redirect>(await _lab.App.Get<PaymentPage>().OpenAsync(debtor.Owner, Ct));

        Assert.IsType<StartOverOutcome.Done>(await _lab.App.Get<FirstPayment>().StartOverAsync(debtor.Owner, Ct));

        Assert.Equal(SubscriptionState.None, await _lab.StateAsync(debtor));
        Assert.Null(await NoticeAsync(debtor.Owner));
        Assert.IsType<StartOverOutcome.NothingUnfinished>(await _lab.App.Get<FirstPayment>().StartOverAsync(debtor.Owner, Ct));
    }

    [Fact]
    public async Task A_first_payment_left_for_a_day_leaves_a_tenant_who_can_begin_anew()
    {
        var debtor = await _lab.SubscribeAsync("pm_card_authenticationRequired", "allow_incomplete");

        await _lab.AdvanceAsync(_lab.Now.AddHours(24));

        Assert.Equal(SubscriptionState.None, await _lab.StateAsync(debtor));
    }

    [Fact]
    public async Task The_rest_api_says_the_same()
    {
        var debtor = await _lab.FailAsync(times: 4);
        await _lab.App.Get<ApiKeyIssuer>().StoreAsync(debtor.Tenant, "Key", "pm_test_dunning_0000000000000000", "Tess", Ct);
        using var http = new HttpClient { BaseAddress = _lab.App.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "pm_test_dunning_0000000000000000");

        var subscription = JsonNode.Parse(await http.GetStringAsync("/api/v1/billing/subscription", Ct))!;
        Assert.Equal(("past_due", 7, true), ((string)subscription["status"]!, (int)subscription["days_until_suspension"]!, (bool)subscription["can_send_emails"]!));
        Assert.Equal((149.00m, 50_000), ((decimal)subscription["amount"]!, (int)subscription["usage"]!["emails_included"]!));

        await _lab.ToDayAsync(debtor, 7);
        var entitlements = JsonNode.Parse(await http.GetStringAsync("/api/v1/billing/entitlements", Ct))!;
        Assert.Equal(("suspended", false, true), ((string)entitlements["status"]!, (bool)entitlements["can_send_emails"]!, (bool)entitlements["read_only"]!));

        using var answer = await http.PostAsync("/api/v1/billing/retry-payment", null, Ct);
        Assert.Equal("paid", (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["outcome"]!);
        Assert.Equal(SubscriptionState.Active, await _lab.StateAsync(debtor));
    }

    [Fact]
    public async Task Paid_in_the_last_second_the_subscription_is_kept()
    {
        var debtor = await _lab.FailAsync(times: 1);
        await new InvoiceService(_lab.Stripe.Client).PayAsync((await _lab.CaseAsync(debtor)).InvoiceId, cancellationToken: Ct);

        await _lab.App.Get<DebtEnd>().RunAsync(await _lab.CaseAsync(debtor), Ct);

        Assert.Equal(SubscriptionState.Active, await _lab.StateAsync(debtor));
        Assert.Equal(CaseEnding.Recovered, (await _lab.CaseAsync(debtor)).Ending);
    }

    private Task<RetryOutcome> RetryAsync(Caller caller, int? seenCount = null) => _lab.App.Get<RetryPayment>().RetryAsync(caller, seenCount, Ct);

    private Task<PaymentNotice?> NoticeAsync(Caller caller) => _lab.App.Get<PaymentNotices>().ReadAsync(caller, Ct);

    private async Task ConfirmAsync(string invoiceId)
    {
        var invoice = await new InvoiceService(_lab.Stripe.Client).GetAsync(invoiceId, new() { Expand = ["payments"] }, cancellationToken: Ct);
        using var http = new HttpClient { BaseAddress = _lab.App.Stripe.Url };
        using var form = new FormUrlEncodedContent([new("outcome", "complete")]);
        (await http.PostAsync($"/3ds/{invoice.Payments.Single().Payment.PaymentIntentId}", form, Ct)).EnsureSuccessStatusCode();
    }
}

public sealed class ByHandTestsOnSqlite() : ByHandTests(postgres: false);

public sealed class ByHandTestsOnPostgres() : ByHandTests(postgres: true);
