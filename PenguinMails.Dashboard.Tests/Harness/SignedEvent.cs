using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>An event as Stripe posts it: the body, and a signature over its very bytes. https://docs.stripe.com/webhooks#verify-manually</summary>
internal static class SignedEvent
{
    public const string SandboxSecret = "whsec_sandbox";

    public static HttpContent Of(string body, DateTimeOffset at, params string[] secrets)
    {
        var content = new StringContent(body, new MediaTypeHeaderValue("application/json", "utf-8"));
        content.Headers.TryAddWithoutValidation("Stripe-Signature", Header(body, at, secrets.Length == 0 ? [SandboxSecret] : secrets));
        return content;
    }

    public static string Header(string body, DateTimeOffset at, params string[] secrets)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signatures = secrets.Select(secret => "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}"))));
        return $"t={time},{string.Join(',', signatures)}";
    }

    public static string Body(string id, string type, string subject, string version = "2026-10-28.endive") => $$"""
        {"id":"{{id}}","object":"event","api_version":"{{version}}","created":1735027200,"livemode":false,"pending_webhooks":1,
         "request":{"id":null,"idempotency_key":null},"type":"{{type}}","data": { "object": {{subject}} } }
        """;

    public static string NewId() => $"evt_test{Guid.NewGuid():N}";
}
