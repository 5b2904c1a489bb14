using Stripe;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>Says whether a webhook's body was signed by Stripe, under any of the secrets in force.</summary>
public static class WebhookSignature
{
    /// <summary>How far a signature's time may lie from now, either way: Stripe's own default.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static bool IsValid(string body, string header, IEnumerable<string> secrets, DateTimeOffset now)
    {
        foreach (var secret in secrets)
        {
            try
            {
                EventUtility.ValidateSignature(body, header, secret, (long)Tolerance.TotalSeconds, now.ToUnixTimeSeconds());
                return true;
            }
            catch (StripeException)
            {
                // Not under this secret; while one is being rotated the next may fit.
            }
        }

        return false;
    }
}
