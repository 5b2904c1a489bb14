using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.ChangePlan;

/// <summary>A change of plan, a cancellation and the way back, as another service does them.</summary>
public abstract class ChangePlanEndpointTests(BillingApp app)
{
    private const string Subscription = "/api/v1/billing/subscription/";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_quote_is_answered_and_what_was_quoted_is_charged()
    {
        var (http, given) = await KeyAsync();

        var (status, quote) = await PostAsync(http, "preview", new { plan = "business", billing_cycle = "monthly" });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("now", "USD", 399.00m), (quote.GetProperty("takes_effect").GetString(), quote.GetProperty("currency").GetString(), quote.GetProperty("next_amount").GetDecimal()));
        var (updated, subscription) = await PostAsync(http, "update", new { quote_id = quote.GetProperty("quote_id").GetString() });

        Assert.Equal(HttpStatusCode.OK, updated);
        Assert.Equal(("business", "active"), (subscription.GetProperty("plan").GetString(), subscription.GetProperty("status").GetString()));
        Assert.Equal(quote.GetProperty("due_now").GetDecimal() * 100, (await given.LatestInvoiceAsync()).AmountPaid);
    }

    [Fact]
    public async Task A_downgrade_is_answered_with_what_is_scheduled_and_a_cancellation_takes_its_place()
    {
        var (http, _) = await KeyAsync();

        var (_, scheduled) = await PostAsync(http, "update", new { plan = "starter", billing_cycle = "monthly" });
        Assert.Equal("starter", scheduled.GetProperty("scheduled_change").GetProperty("plan").GetString());
        var (_, canceled) = await PostAsync(http, "cancel", new { reason = "too_expensive" });
        Assert.Equal((true, JsonValueKind.Null, JsonValueKind.Null), (canceled.GetProperty("cancel_at_period_end").GetBoolean(),
            canceled.GetProperty("scheduled_change").ValueKind, canceled.GetProperty("next_billing_date").ValueKind));
        var (status, kept) = await PostAsync(http, "reactivate", new { });

        Assert.Equal((HttpStatusCode.OK, false), (status, kept.GetProperty("cancel_at_period_end").GetBoolean()));
    }

    [Theory]
    [InlineData("preview", "{}", 400)]
    [InlineData("preview", "{\"plan\":\"enterprise\",\"billing_cycle\":\"monthly\"}", 400)]
    [InlineData("preview", "{\"plan\":\"professional\",\"billing_cycle\":\"monthly\"}", 422)]
    [InlineData("update", "{\"quote_id\":\"0198c0de-0000-7000-8000-000000000000\"}", 404)]
    [InlineData("cancel", "{\"reason\":\"bored\"}", 400)]
    public async Task A_refusal_is_a_problem_with_its_status(string call, string body, int status)
    {
        var (http, _) = await KeyAsync();
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));

        var answer = await http.PostAsync(Subscription + call, content, Ct);

        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task What_exceeds_a_smaller_plan_is_listed()
    {
        var (http, given) = await KeyAsync();
        await app.UsesAsync(given.Tenant, seats: 5);

        var (status, problem) = await PostAsync(http, "preview", new { plan = "starter", billing_cycle = "monthly" });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, 3), (status, problem.GetProperty("exceeds")[0].GetProperty("to_remove").GetInt32()));
    }

    private static async Task<(HttpStatusCode, JsonElement)> PostAsync(HttpClient http, string call, object body)
    {
        var answer = await http.PostAsJsonAsync(Subscription + call, body, Ct);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Ct));
    }

    private async Task<(HttpClient Http, Subscribed Given)> KeyAsync()
    {
        var given = await app.SubscribedAsync();
        var key = await app.Services.GetRequiredService<ApiKeyIssuer>().IssueAsync(given.Tenant, "Test", ApiKeyMode.Test, "Tess Tester", Ct);
        var http = new HttpClient { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Secret);
        return (http, given);
    }
}

public sealed class ChangePlanEndpointTestsOnSqlite(BillingApp app) : ChangePlanEndpointTests(app);

public sealed class ChangePlanEndpointTestsOnPostgres(BillingAppOnPostgres app) : ChangePlanEndpointTests(app.Needed);
