namespace PenguinMails.StripeSandbox.Payments;

/// <summary>A payment from its first attempt to its end.</summary>
internal static class PaymentIntents
{
    public static JsonObject New(UnitOfWork w, long amount, string currency, string? customer, string? description)
    {
        var intent = w.Add(new JsonObject
        {
            ["object"] = "payment_intent",
            ["amount"] = amount,
            ["amount_capturable"] = 0L,
            ["amount_details"] = new JsonObject { ["tip"] = new JsonObject() },
            ["amount_received"] = 0L,
            ["automatic_payment_methods"] = null,
            ["capture_method"] = "automatic_async",
            ["confirmation_method"] = "automatic",
            ["created"] = w.NowOf(new JsonObject { ["customer"] = customer }),
            ["currency"] = currency,
            ["customer"] = customer,
            ["description"] = description,
            ["metadata"] = new JsonObject(),
            ["payment_method_options"] = new JsonObject { ["card"] = new JsonObject { ["installments"] = null, ["mandate_options"] = null, ["network"] = null, ["request_three_d_secure"] = "automatic" } },
            ["payment_method_types"] = Json.Array(["card"]),
            ["status"] = "requires_payment_method",
        });
        intent["client_secret"] = $"{intent.Str("id")}_secret_{Ids.Random(25)}";
        return intent;
    }

    /// <summary>Tries to pay. What follows from it for an invoice is told to the invoice.</summary>
    public static BankAnswer Attempt(UnitOfWork w, JsonObject intent, JsonObject pm, bool offSession, bool authenticated = false, string? returnUrl = null)
    {
        var answer = CardNetwork.Charge(w, pm, offSession, authenticated);
        intent["payment_method"] = pm.Str("id");
        intent["next_action"] = null;
        switch (answer)
        {
            case BankAnswer.Approved: Succeed(w, intent, pm, authenticated); break;
            case BankAnswer.Declined d: Fail(w, intent, pm, d.Code, authenticated); break;
            default: Ask(w, intent, pm, offSession, returnUrl); break;
        }
        return answer;
    }

    public static void FailAuthentication(UnitOfWork w, JsonObject intent)
    {
        intent["status"] = "requires_payment_method";
        intent["next_action"] = null;
        intent["last_payment_error"] = new JsonObject
        {
            ["code"] = "payment_intent_authentication_failure",
            ["doc_url"] = "https://stripe.com/docs/error-codes/payment-intent-authentication-failure",
            ["message"] = "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
            ["payment_method"] = intent.Str("payment_method"),
            ["type"] = "invalid_request_error",
        };
        intent["payment_method"] = null;
        w.Emit("payment_intent.payment_failed", intent);
    }

    public static void Cancel(UnitOfWork w, JsonObject intent, string? reason)
    {
        intent["status"] = "canceled";
        intent["canceled_at"] = w.NowOf(intent);
        intent["cancellation_reason"] = reason;
        intent["next_action"] = null;
        w.Emit("payment_intent.canceled", intent);
    }

    private static void Succeed(UnitOfWork w, JsonObject intent, JsonObject pm, bool authenticated)
    {
        var charge = Charges.Record(w, intent, pm, null, authenticated);
        intent["status"] = "succeeded";
        intent["amount_received"] = intent.Int("amount");
        intent["last_payment_error"] = null;
        pm["_set_up"] = true;
        w.Emit("charge.succeeded", charge);
        w.Emit("payment_intent.succeeded", intent);
        if (Behaviours.Argument(pm.Text("_behaviour"), Behaviours.Disputes) is { } reason)
            Disputes.Open(w, charge, reason);
    }

    private static void Fail(UnitOfWork w, JsonObject intent, JsonObject pm, string decline, bool authenticated)
    {
        var charge = Charges.Record(w, intent, pm, decline, authenticated);
        intent["status"] = "requires_payment_method";
        intent["last_payment_error"] = DeclineCodes.Describe(decline, pm, charge.Str("id"));
        // A refused method no longer is the intent's: another one is wanted.
        intent["payment_method"] = null;
        w.Emit("charge.failed", charge);
        w.Emit("payment_intent.payment_failed", intent);
    }

    private static void Ask(UnitOfWork w, JsonObject intent, JsonObject pm, bool offSession, string? returnUrl)
    {
        intent["last_payment_error"] = null;
        if (offSession)
        {
            // Nobody is there to authenticate: the bank declines, and the intent waits for its owner to come back.
            var charge = Charges.Record(w, intent, pm, "authentication_required", false);
            intent["last_payment_error"] = DeclineCodes.Describe("authentication_required", pm, charge.Str("id"));
            w.Emit("charge.failed", charge);
        }
        intent["status"] = "requires_action";
        intent["next_action"] = returnUrl is null
            ? new JsonObject { ["type"] = "use_stripe_sdk", ["use_stripe_sdk"] = new JsonObject { ["type"] = "three_d_secure_redirect", ["stripe_js"] = Authentication.Url(w, intent) } }
            : new JsonObject { ["redirect_to_url"] = new JsonObject { ["return_url"] = returnUrl, ["url"] = Authentication.Url(w, intent) }, ["type"] = "redirect_to_url" };
        w.Emit("payment_intent.requires_action", intent);
    }
}
