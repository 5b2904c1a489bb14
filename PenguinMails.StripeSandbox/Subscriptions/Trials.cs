namespace PenguinMails.StripeSandbox.Subscriptions;

internal static class Trials
{
    private const long MaximumDays = 730;

    /// <summary>When the trial that was asked for ends; null without one.</summary>
    public static long? End(JsonObject p, long now)
    {
        if (p.Str("trial_end") == "now")
            return null;
        if (p.IntOrNull("trial_end") is { } end)
        {
            if (end <= now)
                throw StripeError.Invalid("Invalid timestamp: must be an integer Unix timestamp in the future.", "trial_end");
            return end <= now + (MaximumDays * 86400) + 86400 ? end
                : throw StripeError.Invalid("Invalid timestamp: can be no more than two years in the future.", "trial_end");
        }
        if (p.IntOrNull("trial_period_days") is not { } days)
            return null;
        return days is >= 1 and <= MaximumDays ? now + (days * 86400)
            : throw StripeError.Invalid($"Invalid integer: {days}; trial_period_days must be between 1 and {MaximumDays}.", "trial_period_days", "parameter_invalid_integer");
    }
}
