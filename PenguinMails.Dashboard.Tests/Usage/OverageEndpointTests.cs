using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Usage;

namespace PenguinMails.Dashboard.Tests.Usage;

/// <summary>What another service decides about emails beyond the plan, over REST.</summary>
public abstract class OverageEndpointTests(BillingApp app)
{
    private const string Overage = "/api/v1/billing/overage";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_choice_for_extra_emails_is_made_and_read_and_they_are_allowed_for_the_period()
    {
        var (tenant, owner) = await app.SubscriberAsync();
        using var http = await app.KeyOfAsync(tenant);
        await app.IngestAsync(owner, app.Now(UsageMetric.EmailsSent, 49_000));
        Assert.Equal(("bill", JsonValueKind.Null), Choice(await (await http.GetAsync(Overage, Ct)).JsonAsync()));

        var asked = await http.PostAsJsonAsync(Overage, new { choice = "ask_first" }, Ct);
        Assert.Equal((HttpStatusCode.OK, 1_000), (asked.StatusCode, (await asked.JsonAsync()).GetProperty("emails_remaining").GetInt32()));
        await app.IngestAsync(owner, app.Now(UsageMetric.EmailsSent, 1_500));
        var waiting = await (await http.GetAsync(Overage, Ct)).JsonAsync();
        Assert.Equal(("overage_approval_needed", 500, "0.00"), (waiting.GetProperty("sending_blocked_because").GetString(), waiting.GetProperty("emails_over").GetInt32(), waiting.GetProperty("amount").GetRawText()));

        var allowed = await (await http.PostAsync(Overage + "/allow", null, Ct)).JsonAsync();
        Assert.Equal((true, "10.00", "USD"), (allowed.GetProperty("allowed_for_period").GetBoolean(), allowed.GetProperty("amount").GetRawText(), allowed.GetProperty("currency").GetString()));
        Assert.Equal(allowed.GetRawText(), (await (await http.GetAsync("/api/v1/billing/usage", Ct)).JsonAsync()).GetProperty("overage").GetRawText());
    }

    [Fact]
    public async Task The_same_choice_under_one_idempotency_key_is_one_decision()
    {
        var (tenant, _) = await app.SubscriberAsync();
        using var http = await app.KeyOfAsync(tenant);
        http.DefaultRequestHeaders.Add("Idempotency-Key", "block-it");
        foreach (var _ in Enumerable.Range(0, 2))
            Assert.Equal(("block", JsonValueKind.Number), Choice(await (await http.PostAsJsonAsync(Overage, new { choice = "block" }, Ct)).JsonAsync()));

        Assert.Single(await app.TrailOfAsync(tenant), action => action == "Choice for extra emails changed");
    }

    [Theory]
    [InlineData("""{"choice":"maybe"}""")]
    [InlineData("""{"choice":3}""")]
    [InlineData("{}")]
    public async Task A_choice_that_is_none_is_refused(string body)
    {
        using var http = await app.KeyOfAsync((await app.TenantAsync()).TenantId);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var answer = await http.PostAsync(Overage, content, Ct);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Without_a_running_period_there_is_nothing_to_allow()
    {
        using var http = await app.KeyOfAsync((await app.TenantAsync()).TenantId);

        Assert.Equal(HttpStatusCode.Conflict, (await http.PostAsync(Overage + "/allow", null, Ct)).StatusCode);
    }

    [Fact]
    public async Task A_key_that_may_only_read_reads_the_choice_and_makes_none()
    {
        var (tenant, _) = await app.SubscriberAsync();
        using var http = await app.KeyOfAsync(tenant, ApiScopes.Read);

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(Overage, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.PostAsJsonAsync(Overage, new { choice = "block" }, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.PostAsync(Overage + "/allow", null, Ct)).StatusCode);
    }

    [Theory]
    [InlineData("GET", Overage)]
    [InlineData("POST", Overage)]
    [InlineData("POST", Overage + "/allow")]
    public async Task Without_a_key_nothing_is_told(string method, string path)
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.SendAsync(request, Ct)).StatusCode);
    }

    private static (string? Word, JsonValueKind Remaining) Choice(JsonElement answer) =>
        (answer.GetProperty("choice").GetString(), answer.GetProperty("emails_remaining").ValueKind);
}

public sealed class OverageEndpointTestsOnSqlite(BillingApp app) : OverageEndpointTests(app);

public sealed class OverageEndpointTestsOnPostgres(BillingAppOnPostgres app) : OverageEndpointTests(app.Needed);
