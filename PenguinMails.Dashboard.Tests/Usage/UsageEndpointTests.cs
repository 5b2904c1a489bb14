using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Tests.Harness;
using PenguinMails.Dashboard.Usage;

namespace PenguinMails.Dashboard.Tests.Usage;

/// <summary>What other services report and read over REST.</summary>
public abstract class UsageEndpointTests(BillingApp app)
{
    private const string Usage = "/api/v1/billing/usage";
    private const string Budget = "/api/v1/billing/budget";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_is_counted_once_however_often_it_is_sent()
    {
        var (tenant, _) = await app.SubscriberAsync();
        using var http = await app.KeyOfAsync(tenant);
        var batch = new { records = new[] { Record("emails_sent", 700), Record("emails_sent", 300), Record("seats", 4), Record("domains", 7) } };

        var first = await ReportAsync(http, batch);
        Assert.Equal((4, 0, 0, 0), Counts(first));
        Assert.Equal("accepted", first.GetProperty("results")[0].GetProperty("status").GetString());
        for (var again = 0; again < 4; again++)
            Assert.Equal((0, 4, 0, 0), Counts(await ReportAsync(http, batch)));

        var usage = await (await http.GetAsync(Usage, Ct)).JsonAsync();
        Assert.Equal("professional", usage.GetProperty("plan").GetString());
        Assert.Equal((1_000L, 50_000L, 2), Meter(usage, "emails_sent"));
        Assert.Equal((4L, 5L, 80), Meter(usage, "seats"));
        Assert.Equal((7L, 15L, 46), Meter(usage, "domains"));
        Assert.Equal((await app.SubscriptionOfAsync(tenant))!.CurrentPeriodEnd.UtcDateTime, usage.GetProperty("resets_at").GetDateTime());
        Assert.EndsWith("Z", usage.GetProperty("resets_at").GetString(), StringComparison.Ordinal);
        Assert.Equal("bill", usage.GetProperty("overage").GetProperty("choice").GetString());
        Assert.Equal("0.00", usage.GetProperty("overage").GetProperty("amount").GetRawText());
        Assert.Equal(JsonValueKind.Null, usage.GetProperty("history").ValueKind);
        var month = Assert.Single((await (await http.GetAsync(Usage + "?history=6", Ct)).JsonAsync()).GetProperty("history").EnumerateArray());
        Assert.Equal(1_000, month.GetProperty("emails_sent").GetInt64());
    }

    [Fact]
    public async Task A_key_that_says_something_else_is_a_conflict_and_the_rest_of_its_batch_is_counted()
    {
        var (tenant, _) = await app.SubscriberAsync();
        using var http = await app.KeyOfAsync(tenant);
        await ReportAsync(http, new { records = new[] { Record("emails_sent", 10, "a") } });

        var answer = await ReportAsync(http, new { records = new[] { Record("emails_sent", 11, "a"), Record("emails_sent", 5, "b"), Record("seats", 5, "b") } });

        Assert.Equal((1, 0, 2, 0), Counts(answer));
        Assert.Equal(["conflict", "accepted", "conflict"], answer.GetProperty("results").EnumerateArray().Select(line => line.GetProperty("status").GetString()));
        Assert.Equal(15, Meter(await (await http.GetAsync(Usage, Ct)).JsonAsync(), "emails_sent").Used);
    }

    [Fact]
    public async Task A_record_of_no_period_is_refused_with_the_reason()
    {
        var (tenant, _) = await app.SubscriberAsync();
        using var http = await app.KeyOfAsync(tenant);
        var now = app.Sandbox.Clock.GetUtcNow();

        var answer = await ReportAsync(http, new { records = new[] { Record("emails_sent", 1, at: now.AddHours(1)), Record("emails_sent", 1, at: now.AddDays(-40)) } });

        Assert.Equal(["timestamp_in_the_future", "no_subscription_at_that_time"], answer.GetProperty("results").EnumerateArray().Select(line => line.GetProperty("reason").GetString()));
        Assert.Empty(await app.PeriodsAsync(tenant));
    }

    [Fact]
    public async Task Every_mistake_is_named_by_its_place_and_nothing_is_counted()
    {
        var (tenant, _) = await app.SubscriberAsync();
        using var http = await app.KeyOfAsync(tenant);

        var answer = await http.PostAsJsonAsync(Usage, new { records = new object?[] { Record("emails_sent", 5), new { metric = "clicks", quantity = -1 }, null } }, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var errors = (await answer.JsonAsync()).GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal);
        Assert.Equal(["records[1].idempotency_key", "records[1].metric", "records[1].quantity", "records[1].timestamp", "records[2]"], errors);
        Assert.Empty(await app.PeriodsAsync(tenant));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public async Task A_batch_that_is_empty_or_too_large_is_refused(int records)
    {
        using var http = await app.KeyOfAsync((await app.TenantAsync()).TenantId);

        var answer = await http.PostAsJsonAsync(Usage, new { records = Enumerable.Range(0, records).Select(_ => Record("emails_sent", 1)) }, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.JsonAsync()).GetProperty("errors").TryGetProperty("records", out _));
    }

    [Fact]
    public async Task The_same_key_of_two_tenants_is_two_keys()
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var (tenant, _) = await app.SubscriberAsync();
            using var http = await app.KeyOfAsync(tenant);
            Assert.Equal((1, 0, 0, 0), Counts(await ReportAsync(http, new { records = new[] { Record("emails_sent", 1, "shared") } })));
        }
    }

    [Fact]
    public async Task A_budget_is_set_read_and_taken_away()
    {
        var (tenant, _) = await app.SubscriberAsync();
        using var http = await app.KeyOfAsync(tenant);

        var set = await (await http.PostAsJsonAsync(Budget, new { monthly_budget = 250.50 }, Ct)).JsonAsync();
        Assert.Equal(("250.50", "149.00", "USD", 59), (set.GetProperty("monthly_budget").GetRawText(), set.GetProperty("projected_spend").GetRawText(), set.GetProperty("currency").GetString(), set.GetProperty("percent").GetInt32()));
        Assert.Equal(set.GetRawText(), (await (await http.GetAsync(Budget, Ct)).JsonAsync()).GetRawText());
        Assert.Equal(JsonValueKind.Null, (await (await http.PostAsJsonAsync(Budget, new { monthly_budget = (decimal?)null }, Ct)).JsonAsync()).GetProperty("monthly_budget").ValueKind);
    }

    [Theory]
    [InlineData("""{"monthly_budget":-1}""")]
    [InlineData("""{"monthly_budget":1.234}""")]
    [InlineData("""{"monthly_budget":"much"}""")]
    [InlineData("""{"monthly_budget":1e30}""")]
    [InlineData("{}")]
    public async Task A_budget_that_is_no_amount_is_refused(string body)
    {
        using var http = await app.KeyOfAsync((await app.TenantAsync()).TenantId);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        Assert.Equal(HttpStatusCode.BadRequest, (await http.PostAsync(Budget, content, Ct)).StatusCode);
    }

    [Fact]
    public async Task Add_ons_count_wherever_a_limit_is_answered()
    {
        var given = await app.SubscribedAsync();
        await app.HasAddOnAsync(given, "addon_seat_monthly", 2);
        await app.HasAddOnAsync(given, "addon_workspace_monthly", 3);
        await app.HasAddOnAsync(given, "addon_dedicated_ip_monthly", 1);
        await app.HasAddOnAsync(given, "addon_priority_support_monthly", 1);
        using var http = await app.KeyOfAsync(given.Tenant);

        var entitlements = await (await http.GetAsync("/api/v1/billing/entitlements", Ct)).JsonAsync();
        Assert.Equal("""{"emails_per_month":50000,"users":7,"workspaces":13,"domains":15}""", entitlements.GetProperty("limits").GetRawText());
        var addOns = entitlements.GetProperty("add_ons").EnumerateObject().OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => (one.Name, one.Value.GetInt32()));
        Assert.Equal([("dedicated_ip", 1), ("priority_support", 1), ("seat", 2), ("workspace", 3)], addOns);
        Assert.Equal(("Included", "Priority email"), (entitlements.GetProperty("features").GetProperty("api_access").GetString(), entitlements.GetProperty("features").GetProperty("support").GetString()));
        var usage = (await (await http.GetAsync("/api/v1/billing/subscription", Ct)).JsonAsync()).GetProperty("usage");
        Assert.Equal((7, 13), (usage.GetProperty("users_included").GetInt32(), usage.GetProperty("workspaces_included").GetInt32()));
        Assert.Equal([50_000L, 7L, 13L, 15L], (await app.UsageAsync(given.Owner)).Meters.Select(meter => meter.Limit!.Value));
        // Six of seven are 85%: of the plan's five alone they would be the limit and more.
        await app.IngestAsync(given.Owner, app.Now(UsageMetric.Seats, 6));
        Assert.Equal(["Seats: 80% of your Professional limit"], await app.UsageMailsAsync(given.Tenant));
    }

    [Theory]
    [InlineData("POST", Usage)]
    [InlineData("GET", Usage)]
    [InlineData("POST", Budget)]
    [InlineData("GET", Budget)]
    public async Task Without_a_key_nothing_is_told(string method, string path)
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.SendAsync(request, Ct)).StatusCode);
    }

    private object Record(string metric, long quantity, string? key = null, DateTimeOffset? at = null) => new
    {
        metric,
        quantity,
        timestamp = at ?? app.Sandbox.Clock.GetUtcNow(),
        idempotency_key = key ?? Guid.NewGuid().ToString(),
    };

    private static async Task<JsonElement> ReportAsync(HttpClient http, object batch)
    {
        var answer = await http.PostAsJsonAsync(Usage, batch, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.JsonAsync();
    }

    private static (int Accepted, int Duplicates, int Conflicts, int Rejected) Counts(JsonElement answer) => (
        answer.GetProperty("accepted").GetInt32(), answer.GetProperty("duplicates").GetInt32(), answer.GetProperty("conflicts").GetInt32(), answer.GetProperty("rejected").GetInt32());

    private static (long Used, long Included, int Percent) Meter(JsonElement usage, string metric)
    {
        var meter = usage.GetProperty("meters").GetProperty(metric);
        return (meter.GetProperty("used").GetInt64(), meter.GetProperty("included").GetInt64(), meter.GetProperty("percent").GetInt32());
    }
}

public sealed class UsageEndpointTestsOnSqlite(BillingApp app) : UsageEndpointTests(app);

public sealed class UsageEndpointTestsOnPostgres(BillingAppOnPostgres app) : UsageEndpointTests(app.Needed);
