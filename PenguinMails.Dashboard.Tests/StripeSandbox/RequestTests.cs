using System.Net;
using System.Text.Json.Nodes;
using Stripe;

namespace PenguinMails.Dashboard.Tests.StripeSandbox;

/// <summary>The manners of the API itself: keys, repetitions, pages, expansion, refusals, bad days.</summary>
public sealed class RequestTests
{
    [Fact]
    public async Task One_key_with_one_body_is_one_request()
    {
        await using var stripe = await LocalStripe.StartAsync();
        var first = await stripe.Api.Customers.CreateAsync(new() { Email = "ada@example.com" }, new() { IdempotencyKey = "once" });
        var second = await stripe.Api.Customers.CreateAsync(new() { Email = "ada@example.com" }, new() { IdempotencyKey = "once" });
        Assert.Equal(first.Id, second.Id);
        Assert.Equal("true", Assert.Single(second.StripeResponse.Headers.GetValues("Idempotent-Replayed")));
        Assert.Single((await stripe.Api.Customers.ListAsync()).Data);
    }

    [Fact]
    public async Task One_key_with_two_bodies_is_a_mistake()
    {
        await using var stripe = await LocalStripe.StartAsync(traced: false);
        await stripe.Api.Customers.CreateAsync(new() { Email = "ada@example.com" }, new() { IdempotencyKey = "once" });
        var refusal = await Assert.ThrowsAsync<StripeException>(() => stripe.Api.Customers.CreateAsync(new() { Email = "bob@example.com" }, new() { IdempotencyKey = "once" }));
        Assert.Equal((HttpStatusCode.BadRequest, "idempotency_error"), (refusal.HttpStatusCode, refusal.StripeError.Type));
    }

    [Fact]
    public async Task A_declined_payment_is_replayed_as_declined()
    {
        await using var stripe = await LocalStripe.StartAsync();
        var subscription = await stripe.SubscribeAsync(card: "pm_card_chargeCustomerFail");
        for (var attempt = 0; attempt < 2; attempt++)
            await Assert.ThrowsAsync<StripeException>(() => stripe.Api.Invoices.PayAsync(subscription.LatestInvoiceId, requestOptions: new() { IdempotencyKey = "retry-1" }));
        Assert.Equal(2, (await stripe.Api.Invoices.GetAsync(subscription.LatestInvoiceId)).AttemptCount);
    }

    [Fact]
    public async Task Pages_follow_one_another_in_both_directions()
    {
        await using var stripe = await LocalStripe.StartAsync();
        for (var number = 1; number <= 7; number++)
            await stripe.Api.Customers.CreateAsync(new() { Name = $"{number}" });

        var first = await stripe.Api.Customers.ListAsync(new() { Limit = 3 });
        Assert.Equal(("7 6 5", true), (Names(first), first.HasMore));
        var second = await stripe.Api.Customers.ListAsync(new() { Limit = 3, StartingAfter = first.Last().Id });
        Assert.Equal(("4 3 2", true), (Names(second), second.HasMore));
        var last = await stripe.Api.Customers.ListAsync(new() { Limit = 3, StartingAfter = second.Last().Id });
        Assert.Equal(("1", false), (Names(last), last.HasMore));
        var back = await stripe.Api.Customers.ListAsync(new() { Limit = 3, EndingBefore = last.First().Id });
        Assert.Equal(("4 3 2", true), (Names(back), back.HasMore));
        var all = await stripe.Api.Customers.ListAutoPagingAsync(new() { Limit = 2 }).Select(customer => customer.Name).ToListAsync();
        Assert.Equal("7 6 5 4 3 2 1", string.Join(' ', all));
    }

    [Fact]
    public async Task What_is_asked_for_is_expanded_and_nothing_else()
    {
        await using var stripe = await LocalStripe.StartAsync();
        var subscription = await stripe.SubscribeAsync();

        var plain = await stripe.Api.Subscriptions.GetAsync(subscription.Id);
        Assert.Null(plain.Customer);
        Assert.Null(plain.LatestInvoice);
        Assert.Null(plain.Items.Data[0].Price.Product);
        var deep = await stripe.Api.Invoices.GetAsync(subscription.LatestInvoiceId, new() { Expand = ["payments.data.payment.payment_intent"] });
        Assert.Equal("succeeded", deep.Payments.Data[0].Payment.PaymentIntent.Status);
        var listed = await stripe.Api.Subscriptions.ListAsync(new() { Customer = subscription.CustomerId, Expand = ["data.latest_invoice", "data.customer"] });
        Assert.Equal(("paid", "ada@example.com"), (listed.Data[0].LatestInvoice.Status, listed.Data[0].Customer.Email));
    }

    [Theory]
    [InlineData("GET", "/v1/customers/cus_nobody", "", 404, "invalid_request_error", "resource_missing", "id")]
    [InlineData("GET", "/v1/customers?limit=many", "", 400, "invalid_request_error", "parameter_invalid_integer", "limit")]
    [InlineData("POST", "/v1/subscriptions", "items[0][price]=price_1", 400, "invalid_request_error", "parameter_missing", "customer")]
    [InlineData("POST", "/v1/customers", "emial=ada", 400, "invalid_request_error", "parameter_unknown", "emial")]
    [InlineData("GET", "/v1/invoices?expand[]=data.payments.data.payment.payment_intent", "", 400, "invalid_request_error", null, "expand[]")]
    [InlineData("GET", "/v1/nothing", "", 404, "invalid_request_error", null, null)]
    public async Task Refusals_come_in_stripes_envelope(string method, string path, string form, int status, string type, string? code, string? param)
    {
        await using var stripe = await LocalStripe.StartAsync(traced: false);
        var (answer, body) = await SendAsync(stripe, method, path, form);
        Assert.Equal((status, type, code, param), ((int)answer.StatusCode, (string?)body["error"]!["type"], (string?)body["error"]!["code"], (string?)body["error"]!["param"]));
        Assert.NotEmpty((string?)body["error"]!["message"] ?? "");
        Assert.StartsWith("req_", Assert.Single(answer.Headers.GetValues("Request-Id")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("sk_live_0123456789")]
    public async Task Only_a_test_key_opens_it(string? key)
    {
        await using var stripe = await LocalStripe.StartAsync(traced: false);
        stripe.Http.DefaultRequestHeaders.Authorization = key is null ? null : new("Bearer", key);
        var (answer, body) = await SendAsync(stripe, "GET", "/v1/customers");
        Assert.Equal((401, "invalid_request_error"), ((int)answer.StatusCode, (string?)body["error"]!["type"]));
    }

    [Theory]
    [InlineData("rate_limit", HttpStatusCode.TooManyRequests)]
    [InlineData("outage", HttpStatusCode.InternalServerError)]
    public async Task Bad_days_come_on_request_and_pass(string kind, HttpStatusCode status)
    {
        await using var stripe = await LocalStripe.StartAsync();
        await stripe.FaultAsync(new { api = kind, times = 2 });
        for (var request = 0; request < 2; request++)
            Assert.Equal(status, (await Assert.ThrowsAsync<StripeException>(() => stripe.Api.Customers.ListAsync())).HttpStatusCode);
        Assert.Empty((await stripe.Api.Customers.ListAsync()).Data);

        await stripe.FaultAsync(new { api = kind, seconds = 30 });
        Assert.Equal(status, (await Assert.ThrowsAsync<StripeException>(() => stripe.Api.Customers.ListAsync())).HttpStatusCode);
        await stripe.AdvanceAsync(TimeSpan.FromSeconds(30));
        Assert.Empty((await stripe.Api.Customers.ListAsync()).Data);
    }

    private static string Names(StripeList<Customer> page) => string.Join(' ', page.Select(customer => customer.Name));

    private static async Task<(HttpResponseMessage Answer, JsonNode Body)> SendAsync(LocalStripe stripe, string method, string path, string form = "")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(stripe.Address + path));
        if (method == "POST")
            request.Content = new StringContent(form, new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        var answer = await stripe.Http.SendAsync(request);
        return (answer, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}
