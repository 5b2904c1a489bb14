using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Webhooks.Health;
using PenguinMails.Dashboard.Webhooks.Reconciliation;

namespace PenguinMails.Dashboard.Tests.Webhooks.Health;

/// <summary>The real application, a real Stripe of its own, and things that go wrong between them.</summary>
public sealed class HealthTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private SandboxedApp _app = default!;

    public async ValueTask InitializeAsync()
    {
        _app = await SandboxedApp.StartAsync(("Webhooks:ReconcileEvery", "1.00:00:00"));
        await _app.CaughtUpAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_changed_secret_is_told_as_such_and_forgotten_when_a_good_delivery_comes()
    {
        await MoveEndpointAsync("*");
        await _app.CustomerAsync();
        await Eventually.BecomesAsync("a delivery was refused", async () => (await ReadAsync()).Facts.Refused > 0);
        Assert.Equal(HealthState.Healthy, (await ReadAsync()).State);

        await PassAsync(TimeSpan.FromMinutes(6));
        var report = await ReadAsync();

        Assert.Equal(HealthState.Error, report.State);
        Assert.Contains("Signatures fail", report.Reason, StringComparison.Ordinal);

        await RemoveEndpointsAsync();
        _app.ListenHere();
        await _app.CustomerAsync();
        await Eventually.BecomesAsync("the state is healthy again", async () => (await ReadAsync()).State is HealthState.Healthy);
    }

    [Fact]
    public async Task Deliveries_that_are_lost_on_the_way_are_told_by_stripes_list()
    {
        await _app.FaultAsync(new { deliveries = "drop", times = 10_000 });
        await _app.CustomerAsync();
        await PassAsync(TimeSpan.FromMinutes(6));

        var report = await ReadAsync();

        Assert.Equal(HealthState.Delayed, report.State);
        Assert.Contains("no delivery brought", report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_event_to_this_test_key_is_told()
    {
        var body = SignedEvent.Body(SignedEvent.NewId(), "customer.updated", """{"id":"cus_1","object":"customer"}""").Replace("\"livemode\":false", "\"livemode\":true", StringComparison.Ordinal);
        using var http = new HttpClient { BaseAddress = _app.Address };
        using var content = SignedEvent.Of(body, _app.Stripe.Clock.GetUtcNow());
        await http.PostAsync("/webhooks/stripe", content, Ct);

        var report = await ReadAsync();

        Assert.Equal(HealthState.Error, report.State);
        Assert.Contains("live event", report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_lacks_types_is_told_with_the_types()
    {
        await MoveEndpointAsync("customer.updated", "invoice.paid");
        await _app.Get<EndpointCheck>().RunAsync(Ct);

        var report = await ReadAsync();

        Assert.Equal(HealthState.Delayed, report.State);
        Assert.Contains("does not send checkout.session.completed", report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disabled_endpoint_is_told_and_the_application_is_not_ready()
    {
        var endpoint = (await _app.ReadAsync("/v1/webhook_endpoints"))["data"]![0]!["id"]!.ToString();
        await _app.PostAsync($"/v1/webhook_endpoints/{endpoint}", ("disabled", "true"));
        await _app.Get<EndpointCheck>().RunAsync(Ct);
        Assert.Contains("disabled", (await ReadAsync()).Reason, StringComparison.Ordinal);

        using var http = new HttpClient { BaseAddress = _app.Address };
        var answer = await http.GetAsync("/health/ready", Ct);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var webhooks = (await answer.Content.ReadFromJsonAsync<JsonNode>(Ct))!["checks"]!["webhooks"]!;
        Assert.Contains("disabled", webhooks["reason"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live", Ct)).StatusCode);
    }

    [Fact]
    public async Task Ready_tells_state_and_figures_and_no_secret()
    {
        using var http = new HttpClient { BaseAddress = _app.Address };
        var answer = await http.GetAsync("/health/ready", Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var figures = JsonNode.Parse(text)!["checks"]!["webhooks"]!["figures"]!;
        Assert.Equal("healthy", figures["state"]!.ToString());
        Assert.Equal(0, (int)figures["dead_letters"]!);
        Assert.DoesNotContain("sk_test", text, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_signatures_fill_no_table()
    {
        // The start's own events must not arrive in between: a good one begins the count anew.
        await RemoveEndpointsAsync();
        using var http = new HttpClient { BaseAddress = _app.Address };
        for (var i = 0; i < 50; i++)
        {
            using var content = SignedEvent.Of("{}", _app.Stripe.Clock.GetUtcNow(), "whsec_of_a_stranger");
            await http.PostAsync("/webhooks/stripe", content, Ct);
        }

        var report = await ReadAsync();

        Assert.Equal(50, report.Facts.Refused);
        Assert.Equal(HealthState.Healthy, report.State);
    }

    [Fact]
    public async Task The_meter_counts_refusals_and_shows_the_state()
    {
        var ours = _app.Get<IMeterFactory>().Create(WebhookMetrics.MeterName);
        var seen = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, all) => { if (instrument.Meter == ours) all.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => seen[instrument.Name] = value);
        listener.Start();
        using var http = new HttpClient { BaseAddress = _app.Address };
        using var content = SignedEvent.Of("{}", _app.Stripe.Clock.GetUtcNow(), "whsec_of_a_stranger");
        await http.PostAsync("/webhooks/stripe", content, Ct);
        await ReadAsync();
        listener.RecordObservableInstruments();

        Assert.Equal(1, seen["webhooks.refused"]);
        Assert.Equal((long)HealthState.Healthy, seen["webhooks.state"]);
    }

    private Task<HealthReport> ReadAsync() => _app.Get<HealthReader>().ReadAsync(Ct);

    private async Task PassAsync(TimeSpan time)
    {
        await _app.Stripe.AdvanceAsync(_app.Stripe.Clock.GetUtcNow() + time, Ct);
        await _app.Get<EventReconciler>().RunAsync(Ct);
    }

    /// <summary>The endpoint is made anew by hand: Stripe gives it another secret.</summary>
    private async Task MoveEndpointAsync(params string[] types)
    {
        await RemoveEndpointsAsync();
        await _app.PostAsync(
            "/v1/webhook_endpoints",
            [("url", new Uri(_app.Address, "/webhooks/stripe").ToString()), .. types.Select((type, index) => ($"enabled_events[{index}]", type))]);
    }

    private async Task RemoveEndpointsAsync()
    {
        foreach (var endpoint in (await _app.ReadAsync("/v1/webhook_endpoints"))["data"]!.AsArray())
            await _app.DeleteAsync($"/v1/webhook_endpoints/{endpoint!["id"]}");
    }
}
