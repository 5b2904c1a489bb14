namespace PenguinMails.StripeSandbox.Subscriptions;

/// <summary>`trial_will_end`: three days ahead, or at once when a trial is shorter than that.</summary>
internal static class TrialReminder
{
    private const long Ahead = 3 * 86400;

    public static long? Due(JsonObject s) => s.Str("status") == "trialing" && s.IntOrNull("trial_end") is { } end && s.IntOrNull("_reminded_of") != end
        ? end - Ahead : null;

    public static void Send(UnitOfWork w, JsonObject s)
    {
        if (Due(s) is not { } due || due > w.NowOf(s))
            return;
        s["_reminded_of"] = s.Int("trial_end");
        w.Emit("customer.subscription.trial_will_end", s);
    }
}
