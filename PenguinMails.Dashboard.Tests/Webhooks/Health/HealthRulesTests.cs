using PenguinMails.Dashboard.Webhooks.Health;
using PenguinMails.Dashboard.Webhooks.Reconciliation;

namespace PenguinMails.Dashboard.Tests.Webhooks.Health;

public sealed class HealthRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly HealthFacts Quiet = new() { Now = Now, PinnedApiVersion = "2026-10-28.endive" };

    [Fact]
    public void Quiet_is_healthy()
    {
        Says(HealthState.Healthy, "No event has come yet", Quiet);
        Says(HealthState.Healthy, "Every event that came is worked off", Quiet with { LastReceivedAt = Now.AddDays(-20), LastDeliveryAt = Now.AddDays(-20) });
    }

    [Fact]
    public void Events_that_only_stripes_list_brought_mean_that_deliveries_do_not_arrive() =>
        Says(HealthState.Delayed, "Stripe's list has 3 events that no delivery brought since the last good delivery at 24 Nov 2026, 08:00 UTC", Quiet with { FoundSinceDelivery = 3, LastDeliveryAt = Now.AddHours(-1) });

    [Fact]
    public void Wrong_signatures_while_events_are_missing_are_an_error_that_names_the_secret() =>
        Says(HealthState.Error, "Signatures fail: 5 deliveries were refused", Quiet with { FoundSinceDelivery = 2, Refused = 5, LastDeliveryAt = Now.AddHours(-1) });

    [Fact]
    public void A_strangers_wrong_signatures_alone_change_nothing() =>
        Says(HealthState.Healthy, "refused", Quiet with { Refused = 100_000 });

    [Fact]
    public void A_live_event_to_a_test_key_is_an_error_and_the_other_way_round()
    {
        Says(HealthState.Error, "A live event came to this test key", Quiet with { OtherModeAt = Now.AddMinutes(-5) });
        Says(HealthState.Error, "A test event came to this live key", Quiet with { OtherModeAt = Now.AddMinutes(-5), KeyIsLive = true });
    }

    [Fact]
    public void An_event_of_the_other_mode_is_forgiven_once_a_right_one_came() =>
        Says(HealthState.Healthy, "A live event", Quiet with { OtherModeAt = Now.AddMinutes(-5), LastDeliveryAt = Now.AddMinutes(-1) });

    [Fact]
    public void A_disabled_endpoint_is_an_error() =>
        Says(HealthState.Error, "Stripe has disabled the endpoint https://x/webhooks/stripe", Quiet with { Watch = Watch(EndpointStanding.Disabled) });

    [Fact]
    public void A_missing_endpoint_is_an_error_only_where_events_are_missing()
    {
        Says(HealthState.Healthy, "No event has come yet", Quiet with { Watch = Watch(EndpointStanding.Missing) });
        Says(HealthState.Error, "has no webhook endpoint", Quiet with { Watch = Watch(EndpointStanding.Missing), FoundSinceDelivery = 1 });
    }

    [Fact]
    public void An_endpoint_without_types_that_we_act_on_delays()
    {
        var watch = Watch(EndpointStanding.Enabled);
        watch.EndpointLacks = "invoice.paid, invoice.voided";
        Says(HealthState.Delayed, "The endpoint does not send invoice.paid, invoice.voided", Quiet with { Watch = watch });
    }

    [Fact]
    public void Another_api_version_is_told_and_does_no_harm()
    {
        Says(HealthState.Healthy, "API version 2023-10-16", Quiet with { EventApiVersion = "2023-10-16" });
        Assert.Empty(HealthRules.Judge(Quiet with { EventApiVersion = "2026-10-28.endive" }).Findings);
    }

    [Theory]
    [InlineData(1, HealthState.Healthy)]
    [InlineData(10, HealthState.Delayed)]
    [InlineData(90, HealthState.Error)]
    public void The_age_of_the_oldest_that_waits_decides(int minutes, HealthState state) =>
        Assert.Equal(state, HealthRules.Judge(Quiet with { Backlog = 4, OldestPendingAt = Now.AddMinutes(-minutes) }).State);

    [Fact]
    public void A_dead_letter_waits_for_an_operator() => Says(HealthState.Delayed, "1 event could not be processed and was given up", Quiet with { Dead = 1 });

    [Fact]
    public void A_list_that_cannot_be_read_for_long_is_told()
    {
        var watch = Watch(EndpointStanding.Unknown);
        (watch.FailedAt, watch.Failure) = (Now.AddMinutes(-30), "Stripe cannot be reached");
        Says(HealthState.Delayed, "could not be read since 24 Nov 2026, 08:30 UTC: Stripe cannot be reached.", Quiet with { Watch = watch });
    }

    [Fact]
    public void The_gravest_comes_first()
    {
        var report = HealthRules.Judge(Quiet with { Dead = 1, HealedInADay = 1, OtherModeAt = Now });
        Assert.Equal([HealthState.Error, HealthState.Delayed, HealthState.Healthy], report.Findings.Select(finding => finding.Weight));
    }

    private static AccountWatch Watch(EndpointStanding standing) =>
        new() { Account = "acct_1:test", CheckedAt = Now, EndpointCheckedAt = Now, Endpoint = standing, EndpointUrl = "https://x/webhooks/stripe" };

    private static void Says(HealthState state, string sentence, HealthFacts facts)
    {
        var report = HealthRules.Judge(facts);
        Assert.Equal(state, report.State);
        Assert.Contains(sentence, report.Reason, StringComparison.Ordinal);
    }
}
