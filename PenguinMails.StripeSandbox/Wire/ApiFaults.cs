namespace PenguinMails.StripeSandbox.Wire;

/// <summary>An outage or a rate limit, when one was asked for.</summary>
internal static class ApiFaults
{
    public static void Check(Sandbox sandbox)
    {
        var faults = sandbox.Faults;
        if (faults.Api is null)
            return;
        if (faults.ApiUntil is { } until ? sandbox.Clock.GetUtcNow() >= until : faults.ApiTimes <= 0)
        {
            faults.Api = null;
            return;
        }
        faults.ApiTimes--;
        throw faults.Api == "rate_limit"
            ? new StripeError(429, "invalid_request_error",
                "Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.", "rate_limit")
            : new StripeError(500, "api_error", "Sorry! There was an error while talking to our backend. We've already been notified of the problem.");
    }
}
