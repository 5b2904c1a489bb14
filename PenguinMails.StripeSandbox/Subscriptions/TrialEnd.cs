namespace PenguinMails.StripeSandbox.Subscriptions;

internal static class TrialEnd
{
    /// <summary>Whether the subscription goes on after its trial; without a card `trial_settings` decide.</summary>
    public static bool GoesOn(UnitOfWork w, JsonObject s, JsonObject customer)
    {
        if (s.Str("default_payment_method") is not null || customer.Str("invoice_settings.default_payment_method") is not null
            || s.Str("collection_method") == "send_invoice")
        {
            return true;
        }
        switch (s.Str("trial_settings.end_behavior.missing_payment_method"))
        {
            case "cancel":
                Cancellation.CancelNow(w, s, new JsonObject());
                return false;
            case "pause":
                Pausing.Pause(w, s, "trial_end_without_payment_method");
                return false;
            default:
                return true;
        }
    }
}
