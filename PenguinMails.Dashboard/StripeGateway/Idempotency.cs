using System.Globalization;
using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>
/// An idempotency key says what is meant, so that a second attempt at the same intent is the same call to Stripe
/// (which keeps keys for at least 24 hours).
/// </summary>
internal static class Idempotency
{
    public static RequestOptions For(string intent, params object[] parts) => new()
    {
        IdempotencyKey = string.Join(':', [intent, .. parts.Select(part => Convert.ToString(part, CultureInfo.InvariantCulture))]),
    };
}
