using System.Security.Cryptography;
using System.Text;

namespace PenguinMails.StripeSandbox.Delivery;

internal static class WebhookSignature
{
    /// <summary>The `Stripe-Signature` header: one v1 for each secret that is valid, so that a secret can be rolled.</summary>
    public static string Of(string payload, long timestamp, IEnumerable<string> secrets)
    {
        var signed = Encoding.UTF8.GetBytes($"{timestamp}.{payload}");
        var signatures = secrets.Select(s => "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(s), signed)));
        return $"t={timestamp},{string.Join(',', signatures)}";
    }
}
