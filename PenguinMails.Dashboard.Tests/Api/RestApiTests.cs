using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Api;

/// <summary>The seed's three calls, in exactly the seed's shapes.</summary>
public abstract class RestApiTests(BillingApp app)
{
    private const string Checkout = "/api/v1/billing/checkout";
    private const string Portal = "/api/v1/billing/portal";
    private const string Payments = "/api/v1/billing/payments";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private static readonly object Seed = new
    {
        plan = "professional",
        billing_cycle = "monthly",
        success_url = "https://app.penguinmails.com/billing/success",
        cancel_url = "https://app.penguinmails.com/billing/cancel",
    };

    [Fact]
    public async Task Checkout_answers_with_the_address_of_stripes_page()
    {
        var (http, tenant) = await KeyAsync();

        var answer = await http.PostAsJsonAsync(Checkout, Seed, Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await JsonAsync(answer);
        var property = Assert.Single(body.EnumerateObject());
        Assert.Equal("checkout_url", property.Name);
        await Payer.PayAsync(new Uri(property.Value.GetString()!));
        await Eventually.BecomesAsync("the subscription is active", async () => (await app.SubscriptionOfAsync(tenant))?.Status == "active");
        Assert.Equal(HttpStatusCode.Conflict, (await http.PostAsJsonAsync(Checkout, Seed, Ct)).StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/steal")]
    [InlineData("https://app.penguinmails.com.evil.example/")]
    [InlineData("https://app.penguinmails.com@evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/billing")]
    [InlineData(null)]
    public async Task A_return_address_elsewhere_is_refused_by_name(string? url)
    {
        var (http, _) = await KeyAsync();

        var answer = await http.PostAsJsonAsync(Checkout, new { plan = "professional", billing_cycle = "monthly", success_url = url, cancel_url = url }, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.True((await JsonAsync(answer)).GetProperty("errors").TryGetProperty("success_url", out _));
    }

    [Fact]
    public async Task Every_mistake_in_the_body_is_named_at_once()
    {
        var (http, _) = await KeyAsync();

        var errors = (await JsonAsync(await http.PostAsJsonAsync(Checkout, new { }, Ct))).GetProperty("errors");

        Assert.Equal(["billing_cycle", "cancel_url", "plan", "success_url"], errors.EnumerateObject().Select(error => error.Name).Order());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    public async Task A_body_that_is_no_json_is_a_problem_not_a_crash(string body)
    {
        var (http, _) = await KeyAsync();
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, (await http.PostAsync(Checkout, content, Ct)).StatusCode);
    }

    [Fact]
    public async Task Text_that_no_database_keeps_is_refused_and_the_answer_says_where()
    {
        var (http, _) = await KeyAsync();
        http.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString());

        var answer = await http.PostAsJsonAsync(Checkout, new { plan = "profes\0sional" }, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("$.plan: Text may not hold the character U+0000.", (await JsonAsync(answer)).GetProperty("detail").GetString());
        answer = await http.GetAsync(Payments + "?page=1%00", Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("Text may not hold the character U+0000.", (await JsonAsync(answer)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task The_portal_opens_without_a_body()
    {
        var (http, _) = await KeyAsync();

        var body = await JsonAsync(await http.PostAsync(Portal, null, Ct));

        Assert.StartsWith(app.Sandbox.Url.ToString(), Assert.Single(body.EnumerateObject()).Value.GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Payments_have_the_seeds_fields_in_the_major_unit()
    {
        var http = Bearer(BillingApp.AcmeApiKey);
        var (key, tenant) = await KeyAsync();
        await Payer.PayAsync(new Uri((await JsonAsync(await key.PostAsJsonAsync(Checkout, Seed, Ct))).GetProperty("checkout_url").GetString()!));
        await Eventually.BecomesAsync("the payment is mirrored", async () => (await JsonAsync(await key.GetAsync(Payments, Ct))).GetProperty("total_count").GetInt32() == 1);

        var body = await JsonAsync(await key.GetAsync(Payments, Ct));

        var payment = body.GetProperty("payments")[0];
        Assert.StartsWith("pi_", payment.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal("149.00", payment.GetProperty("amount").GetRawText());
        Assert.Equal("USD", payment.GetProperty("currency").GetString());
        Assert.Equal("succeeded", payment.GetProperty("status").GetString());
        Assert.Equal("Professional Plan - Monthly", payment.GetProperty("description").GetString());
        Assert.EndsWith("Z", payment.GetProperty("created").GetString(), StringComparison.Ordinal);
        Assert.NotNull(payment.GetProperty("receipt_url").GetString());
        Assert.Equal(0, (await JsonAsync(await http.GetAsync(Payments, Ct))).GetProperty("total_count").GetInt32());
        Assert.NotNull(await app.SubscriptionOfAsync(tenant));
    }

    [Theory]
    [InlineData("?page=0")]
    [InlineData("?per_page=101")]
    [InlineData("?page=x")]
    public async Task A_page_that_cannot_be_is_refused(string query)
    {
        var (http, _) = await KeyAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync(Payments + query, Ct)).StatusCode);
    }

    [Fact]
    public async Task The_same_idempotency_key_gives_the_same_answer_and_another_call_under_it_is_refused()
    {
        var (http, _) = await KeyAsync();
        http.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString());

        var first = await JsonAsync(await http.PostAsync(Portal, null, Ct));
        var again = await http.PostAsync(Portal, null, Ct);

        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotent-Replayed")));
        Assert.Equal(first.GetRawText(), (await JsonAsync(again)).GetRawText());
        Assert.Equal(HttpStatusCode.Conflict, (await http.PostAsJsonAsync(Checkout, Seed, Ct)).StatusCode);
    }

    [Theory]
    [InlineData("POST", Checkout)]
    [InlineData("POST", Portal)]
    [InlineData("GET", Payments)]
    public async Task Without_a_key_nothing_is_told(string method, string path)
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var answer = await http.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_call_that_does_not_exist_is_a_problem_not_a_page()
    {
        var (http, _) = await KeyAsync();

        var answer = await http.GetAsync("/api/v1/billing/nonsense", Ct);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    private async Task<(HttpClient Http, Guid Tenant)> KeyAsync()
    {
        var (tenant, _) = await app.TenantAsync();
        var key = await app.Services.GetRequiredService<ApiKeyIssuer>().IssueAsync(tenant, "Test", ApiKeyMode.Test, "Tess Tester", Ct);
        return (Bearer(key.Secret), tenant);
    }

    private HttpClient Bearer(string secret)
    {
        var http = new HttpClient { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return http;
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        return json.RootElement.Clone();
    }
}

public sealed class RestApiTestsOnSqlite(BillingApp app) : RestApiTests(app);

public sealed class RestApiTestsOnPostgres(BillingAppOnPostgres app) : RestApiTests(app.Needed);
