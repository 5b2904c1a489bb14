using System.Text;

namespace PenguinMails.StripeSandbox.Delivery;

internal sealed class Courier : IDisposable
{
    // Stripe follows no redirects: only a 2xx of the endpoint itself counts.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false })
    {
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <summary>The endpoint's status, or 0 when it could not be reached.</summary>
    public async Task<int> SendAsync(Uri url, string payload, string signature, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new StringContent(payload, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        request.Headers.TryAddWithoutValidation("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)");
        request.Headers.TryAddWithoutValidation("Accept", "*/*; q=0.5, application/xml");
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return 0;
        }
    }

    public void Dispose() => _http.Dispose();
}
