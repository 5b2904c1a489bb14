using System.Text;

namespace PenguinMails.StripeSandbox.Wire;

/// <summary>Every test key opens the sandbox; a live key never does, so that no real secret is sent here by mistake and accepted.</summary>
internal static class ApiKeys
{
    public static void Check(string? authorization)
    {
        var key = Read(authorization);
        if (string.IsNullOrEmpty(key))
        {
            throw new StripeError(401, "invalid_request_error",
                "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth "
                + "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.");
        }
        if (!key.StartsWith("sk_test_", StringComparison.Ordinal) && !key.StartsWith("rk_test_", StringComparison.Ordinal))
            throw new StripeError(401, "invalid_request_error", $"Invalid API Key provided: {Hidden(key)}");
    }

    private static string? Read(string? authorization)
    {
        if (authorization is null)
            return null;
        if (authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return authorization[7..].Trim();
        if (!authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return null;
        var buffer = new byte[authorization.Length];
        return Convert.TryFromBase64String(authorization[6..].Trim(), buffer, out var length)
            ? Encoding.UTF8.GetString(buffer, 0, length).Split(':')[0] : null;
    }

    private static string Hidden(string key) => key.Length <= 12 ? new string('*', key.Length) : key[..8] + new string('*', key.Length - 12) + key[^4..];
}
