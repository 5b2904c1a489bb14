namespace PenguinMails.StripeSandbox.Payments;

internal static class SetupIntents
{
    public static void Map(Api api)
    {
        api.Map("POST", "/v1/setup_intents", Create);
        api.Map("GET", "/v1/setup_intents", c => c.List("setup_intent", o => (c.Params.Str("customer") is not { } cus || o.Str("customer") == cus)
            && (c.Params.Str("payment_method") is not { } pm || o.Str("payment_method") == pm)));
        api.Map("GET", "/v1/setup_intents/{id}", c => c.Show(c.Work.Get("setup_intent", c.Id, "intent")));
        api.Map("POST", "/v1/setup_intents/{id}", Update);
        api.Map("POST", "/v1/setup_intents/{id}/confirm", Confirm);
        api.Map("POST", "/v1/setup_intents/{id}/cancel", Cancel);
    }

    public static JsonObject New(UnitOfWork w, string? customer, string usage = "off_session")
    {
        var intent = w.Add(new JsonObject
        {
            ["object"] = "setup_intent",
            ["automatic_payment_methods"] = null,
            ["created"] = w.NowOf(new JsonObject { ["customer"] = customer }),
            ["customer"] = customer,
            ["metadata"] = new JsonObject(),
            ["payment_method_options"] = new JsonObject { ["card"] = new JsonObject { ["mandate_options"] = null, ["network"] = null, ["request_three_d_secure"] = "automatic" } },
            ["payment_method_types"] = Json.Array(["card"]),
            ["status"] = "requires_payment_method",
            ["usage"] = usage,
        });
        intent["client_secret"] = $"{intent.Str("id")}_secret_{Ids.Random(25)}";
        w.Emit("setup_intent.created", intent);
        return intent;
    }

    /// <summary>The bank's word on saving the card; when it agrees, the card is attached to the customer.</summary>
    public static BankAnswer Attempt(UnitOfWork w, JsonObject intent, JsonObject pm, bool authenticated = false, string? returnUrl = null)
    {
        intent["payment_method"] = pm.Str("id");
        intent["next_action"] = null;
        var behaviour = pm.Text("_behaviour");
        if (Behaviours.RefusedWhenSaved(behaviour) is { } decline)
        {
            intent["status"] = "requires_payment_method";
            intent["payment_method"] = null;
            intent["last_setup_error"] = DeclineCodes.Describe(decline, pm, null);
            w.Emit("setup_intent.setup_failed", intent);
            return new BankAnswer.Declined(decline);
        }
        if (Behaviours.WantsAuthenticationWhenSaved(behaviour) && !authenticated)
        {
            intent["status"] = "requires_action";
            intent["next_action"] = new JsonObject
            {
                ["redirect_to_url"] = new JsonObject { ["return_url"] = returnUrl, ["url"] = Authentication.Url(w, intent) },
                ["type"] = "redirect_to_url",
            };
            w.Emit("setup_intent.requires_action", intent);
            return new BankAnswer.Authenticate();
        }
        intent["status"] = "succeeded";
        intent["last_setup_error"] = null;
        pm["_set_up"] = true;
        if (w.Find("customer", intent.Str("customer")) is { } customer)
            Attachment.Attach(w, pm, customer);
        w.Emit("setup_intent.succeeded", intent);
        return new BankAnswer.Approved();
    }

    private static Reply Create(ApiCall c)
    {
        var p = c.Params;
        if (p.Str("customer") is { } customer)
            CustomerEndpoints.Live(c.Work, customer, "customer");
        var intent = New(c.Work, p.Str("customer"), p.Str("usage") ?? "off_session");
        intent.Take(p, "description");
        Metadata.Merge(intent, p);
        if (p.Str("payment_method") is { } pm)
        {
            intent["payment_method"] = Attachment.Resolve(c.Work, pm).Str("id");
            intent["status"] = "requires_confirmation";
        }
        if (p.Flag("confirm"))
            Run(c, intent);
        return c.Show(intent);
    }

    private static Reply Update(ApiCall c)
    {
        var intent = c.Work.Get("setup_intent", c.Id, "intent");
        intent.Take(c.Params, "description", "customer");
        if (c.Params.FilledStr("payment_method") is { } pm)
        {
            intent["payment_method"] = Attachment.Resolve(c.Work, pm).Str("id");
            intent["status"] = "requires_confirmation";
        }
        Metadata.Merge(intent, c.Params);
        return c.Show(intent);
    }

    private static Reply Confirm(ApiCall c)
    {
        var intent = c.Work.Get("setup_intent", c.Id, "intent");
        if (intent.Str("status") is "succeeded" or "canceled")
            throw StripeError.Invalid($"You cannot confirm this SetupIntent because it has already {intent.Str("status")}.", code: "setup_intent_unexpected_state");
        Run(c, intent);
        return c.Show(intent);
    }

    private static void Run(ApiCall c, JsonObject intent)
    {
        var id = c.Params.FilledStr("payment_method") ?? intent.Str("payment_method")
            ?? throw StripeError.Invalid("You cannot confirm this SetupIntent because it's missing a payment method.", code: "setup_intent_unexpected_state");
        var pm = Attachment.Resolve(c.Work, id);
        if (Attempt(c.Work, intent, pm, returnUrl: c.Params.Str("return_url")) is BankAnswer.Declined d)
            throw DeclineCodes.Error(d.Code, c.Work.Snapshot(intent), c.Work.Snapshot(pm), commits: true);
    }

    private static Reply Cancel(ApiCall c)
    {
        var intent = c.Work.Get("setup_intent", c.Id, "intent");
        intent["status"] = "canceled";
        intent["cancellation_reason"] = c.Params.Str("cancellation_reason");
        c.Work.Emit("setup_intent.canceled", intent);
        return c.Show(intent);
    }
}
