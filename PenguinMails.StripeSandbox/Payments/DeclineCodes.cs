namespace PenguinMails.StripeSandbox.Payments;

/// <summary>How Stripe tells each decline: error code, words for the customer, and advice for the merchant.</summary>
internal static class DeclineCodes
{
    public static string ErrorCode(string decline) => decline switch
    {
        "expired_card" or "incorrect_cvc" or "processing_error" or "incorrect_number" or "authentication_required" => decline,
        _ => "card_declined",
    };

    public static string Message(string decline) => decline switch
    {
        "insufficient_funds" => "Your card has insufficient funds.",
        "expired_card" => "Your card has expired.",
        "incorrect_cvc" => "Your card's security code is incorrect.",
        "incorrect_number" => "Your card number is incorrect.",
        "processing_error" => "An error occurred while processing your card. Try again in a little bit.",
        "card_velocity_exceeded" => "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
        "authentication_required" => "Your card was declined. This transaction requires authentication.",
        _ => "Your card was declined.",
    };

    public static string Advice(string decline) => decline switch
    {
        "lost_card" or "stolen_card" or "pickup_card" or "fraudulent" => "do_not_try_again",
        "expired_card" or "incorrect_cvc" or "incorrect_number" => "confirm_card_data",
        _ => "try_again_later",
    };

    /// <summary>`last_payment_error` and the body of a 402 are made of the same members.</summary>
    public static JsonObject Describe(string decline, JsonObject? pm, string? charge)
    {
        var code = ErrorCode(decline);
        var error = new JsonObject
        {
            ["advice_code"] = Advice(decline),
            ["code"] = code,
            ["decline_code"] = decline,
            ["doc_url"] = $"https://stripe.com/docs/error-codes/{code.Replace('_', '-')}",
            ["message"] = Message(decline),
            ["type"] = "card_error",
        };
        if (charge is not null)
            error["charge"] = charge;
        if (code is "incorrect_cvc" or "expired_card" or "incorrect_number")
            error["param"] = code switch { "incorrect_cvc" => "cvc", "expired_card" => "exp_month", _ => "number" };
        if (pm is not null)
            error["payment_method"] = pm.Str("id");
        return error;
    }

    public static StripeError Error(string decline, JsonObject? intent = null, JsonObject? pm = null, bool commits = false)
    {
        var details = new JsonObject { ["decline_code"] = decline };
        if (intent?.Str("latest_charge") is { } charge)
            details["charge"] = charge;
        if (intent is not null)
            details[intent.Text("object")] = intent.DeepClone();
        if (pm is not null)
            details["payment_method"] = pm.DeepClone();
        return new StripeError(402, "card_error", Message(decline), ErrorCode(decline)) { Details = details, Commits = commits };
    }
}
