using System.Net;
using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Webhooks;

namespace PenguinMails.Dashboard.Tests.Webhooks;

public abstract class WebhookEndpointTests(BillingApp app)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly HttpClient _http = new() { BaseAddress = app.Address };

    [Fact]
    public async Task A_signed_event_is_kept_and_answered_200()
    {
        var id = SignedEvent.NewId();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(SignedEvent.Body(id, "customer.updated", """{"id":"cus_nobody","object":"customer"}""")));

        await Eventually.BecomesAsync("it is worked off", async () => (await EventAsync(id))?.ProcessedAt is not null);
        Assert.Equal("Its customer is no tenant of ours", (await EventAsync(id))!.IgnoredBecause);
    }

    [Fact]
    public async Task A_second_delivery_of_one_event_changes_nothing()
    {
        var body = SignedEvent.Body(SignedEvent.NewId(), "customer.updated", """{"id":"cus_nobody","object":"customer"}""");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(body)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        await using var db = app.Databases.ForNobody();
        Assert.Equal(1, await db.WebhookEvents.CountAsync(row => row.Payload == body, Ct));
    }

    [Fact]
    public async Task An_event_of_the_seeds_version_is_accepted()
    {
        var id = SignedEvent.NewId();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(SignedEvent.Body(id, "customer.subscription.created", """{"id":"sub_1","object":"subscription","customer":"cus_nobody"}""", "2023-10-16")));
        Assert.Equal("2023-10-16", (await EventAsync(id))!.ApiVersion);
    }

    [Fact]
    public async Task While_a_secret_is_rotated_a_signature_under_either_is_enough() =>
        Assert.Equal(HttpStatusCode.OK, await PostAsync(Some(), "whsec_of_another_time", SignedEvent.SandboxSecret));

    [Fact]
    public async Task A_signature_under_another_secret_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(Some(), "whsec_of_somebody_else"));

    [Theory]
    [InlineData(-301)]
    [InlineData(301)]
    public async Task A_signature_of_another_time_is_refused(int seconds)
    {
        var body = Some();
        using var content = SignedEvent.Of(body, app.Sandbox.Clock.GetUtcNow().AddSeconds(seconds));

        Assert.Equal(HttpStatusCode.BadRequest, (await _http.PostAsync("/webhooks/stripe", content, Ct)).StatusCode);
    }

    [Fact]
    public async Task A_body_changed_on_the_way_is_refused()
    {
        var body = Some();
        using var content = new StringContent(body.Replace("customer.updated", "customer.deleted", StringComparison.Ordinal));
        content.Headers.TryAddWithoutValidation("Stripe-Signature", SignedEvent.Header(body, app.Sandbox.Clock.GetUtcNow(), SignedEvent.SandboxSecret));

        Assert.Equal(HttpStatusCode.BadRequest, (await _http.PostAsync("/webhooks/stripe", content, Ct)).StatusCode);
    }

    [Fact]
    public async Task A_missing_signature_is_refused_with_a_problem_a_person_can_read()
    {
        using var content = new StringContent(Some());
        var answer = await _http.PostAsync("/webhooks/stripe", content, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task More_than_a_mebibyte_is_refused_as_too_large()
    {
        using var content = new StringContent(new string(' ', 1024 * 1024 + 1));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _http.PostAsync("/webhooks/stripe", content, Ct)).StatusCode);
    }

    [Theory]
    [InlineData("reporting.report_run.succeeded", """{"id":"frr_1","object":"reporting.report_run"}""")]
    [InlineData("customer.updated", "{}")]
    public async Task What_nothing_depends_on_is_kept_and_ignored(string type, string subject)
    {
        var id = SignedEvent.NewId();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(SignedEvent.Body(id, type, subject)));
        Assert.Equal(InboxStatus.Ignored, (await EventAsync(id))!.Status);
    }

    [Theory]
    [InlineData("""\u0000""", "\uFFFD")]
    [InlineData("""\ud800""", """\ud800""")]
    public async Task What_no_database_keeps_as_text_is_kept_as_what_it_can(string escape, string kept)
    {
        var id = SignedEvent.NewId();
        var body = SignedEvent.Body(id, $"customer.{escape}", $$"""{"id":"cus_{{escape}}","object":"customer","name":"North{{escape}}wind"}""");

        Assert.Equal(HttpStatusCode.OK, await PostAsync(body));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(body));

        var row = (await EventAsync(id))!;
        Assert.Equal(($"customer.{kept}", $"cus_{kept}", body), (row.Type, row.StripeCustomerId, row.Payload));
        Assert.Equal(InboxStatus.Ignored, row.Status);
    }

    [Fact]
    public async Task An_event_of_a_customer_that_no_database_keeps_as_text_is_worked_off()
    {
        var id = SignedEvent.NewId();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(SignedEvent.Body(id, "customer.updated", """{"id":"cus_\u0000","object":"customer"}""")));

        await Eventually.BecomesAsync("it is worked off", async () => (await EventAsync(id))?.ProcessedAt is not null);
    }

    [Fact]
    public async Task A_live_event_to_a_test_key_is_kept_and_ignored()
    {
        var id = SignedEvent.NewId();
        var body = SignedEvent.Body(id, "customer.updated", """{"id":"cus_1","object":"customer"}""").Replace("\"livemode\":false", "\"livemode\":true", StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await PostAsync(body));
        Assert.Contains("live event", (await EventAsync(id))!.IgnoredBecause, StringComparison.Ordinal);
    }

    private static string Some() => SignedEvent.Body(SignedEvent.NewId(), "customer.updated", """{"id":"cus_nobody","object":"customer"}""");

    private async Task<HttpStatusCode> PostAsync(string body, params string[] secrets)
    {
        using var content = SignedEvent.Of(body, app.Sandbox.Clock.GetUtcNow(), secrets);
        return (await _http.PostAsync("/webhooks/stripe", content, Ct)).StatusCode;
    }

    private async Task<WebhookEvent?> EventAsync(string id)
    {
        await using var db = app.Databases.ForNobody();
        return await db.WebhookEvents.AsNoTracking().SingleOrDefaultAsync(row => row.EventId == id, Ct);
    }
}

public sealed class WebhookEndpointTestsOnSqlite(BillingApp app) : WebhookEndpointTests(app);

public sealed class WebhookEndpointTestsOnPostgres(BillingAppOnPostgres app) : WebhookEndpointTests(app.Needed);
