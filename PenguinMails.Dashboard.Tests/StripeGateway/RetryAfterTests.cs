using System.Net;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Tests.StripeGateway;

public sealed class RetryAfterTests
{
    [Theory]
    [InlineData("7", 7)]
    [InlineData(null, 30)]
    public async Task A_rate_limit_says_how_long_to_wait(string? header, int seconds)
    {
        using var http = new HttpClient(new Limited(header));
        var stripe = new Stripe.StripeClient("sk_test_x", httpClient: new Stripe.SystemNetHttpClient(http, maxNetworkRetries: 0));

        var error = await Assert.ThrowsAsync<StripeUnavailableException>(() => new Endpoints(stripe).AccountIdAsync(TestContext.Current.CancellationToken));

        Assert.Equal(TimeSpan.FromSeconds(seconds), error.RetryAfter);
    }

    private sealed class Limited(string? retryAfter) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests)
            {
                Content = new StringContent("""{"error":{"type":"invalid_request_error","code":"rate_limit","message":"Too many"}}"""),
            };
            if (retryAfter is not null)
                answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
            return Task.FromResult(answer);
        }
    }
}
