namespace PenguinMails.StripeSandbox.Checkout;

internal static class CheckoutSessions
{
    private const long Lifetime = 24 * 3600;
    private const long ShortestLifetime = 30 * 60;

    private static readonly string[] Plain = ["allow_promotion_codes", "billing_address_collection", "cancel_url", "client_reference_id",
        "consent_collection", "customer_email", "locale", "payment_method_collection", "phone_number_collection",
        "saved_payment_method_options", "submit_type", "success_url", "tax_id_collection"];

    public static JsonObject Create(UnitOfWork w, JsonObject p)
    {
        CheckoutRules.Check(w, p);
        var customer = p.Str("customer") is { } id ? CustomerEndpoints.Live(w, id, "customer") : null;
        var session = w.Add(Shell(w, p, customer));
        session.Take(p, Plain);
        session["locale"] = p.Str("locale");
        if (session.Obj("tax_id_collection") is { } taxIds && taxIds.Str("required") is null)
            taxIds["required"] = "never";
        session["url"] = $"{w.Sandbox.Url}/c/pay/{session.Str("id")}";
        Metadata.Merge(session, p);
        if (session.Str("mode") != "setup")
        {
            session["_items"] = Json.Array(p.Objs("line_items").Select((l, n) => Item(w, l, n)).ToList().Select(i => i.Text("id")));
            session["currency"] = w.Find(w.Find(session.Strs("_items").First())!.Str("price"))!.Str("currency");
            Preset(w, session, p);
            CheckoutQuote.Apply(w, session);
        }
        else
        {
            session["currency"] = p.Str("currency");
            session["setup_intent"] = SetupIntents.New(w, session.Str("customer")).Str("id");
        }
        return session;
    }

    public static void Expire(UnitOfWork w, JsonObject session)
    {
        session["status"] = "expired";
        session["url"] = null;
        session.Remove("_pending");
        w.Emit("checkout.session.expired", session);
    }

    private static JsonObject Shell(UnitOfWork w, JsonObject p, JsonObject? customer)
    {
        // Checkout runs in the customer's time: with a test clock, its page still opens in the sandbox's.
        var expires = p.IntOrNull("expires_at") ?? w.Now + Lifetime;
        if (expires < w.Now + ShortestLifetime - 60)
            throw StripeError.Invalid("The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.", "expires_at");
        if (expires > w.Now + Lifetime + 60)
            throw StripeError.Invalid("The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.", "expires_at");
        return new JsonObject
        {
            ["object"] = "checkout.session",
            ["adaptive_pricing"] = null,
            ["allow_promotion_codes"] = null,
            ["automatic_tax"] = new JsonObject
            {
                ["enabled"] = p.Flag("automatic_tax.enabled"),
                ["liability"] = p.Flag("automatic_tax.enabled") ? new JsonObject { ["type"] = "self" } : null,
                ["provider"] = p.Flag("automatic_tax.enabled") ? "stripe" : null,
                ["status"] = p.Flag("automatic_tax.enabled") ? "requires_location_inputs" : null,
            },
            ["created"] = w.Now,
            ["custom_fields"] = new JsonArray(),
            ["custom_text"] = new JsonObject(),
            ["customer"] = customer?.Str("id"),
            ["customer_creation"] = customer is null && p.Str("mode") != "subscription" ? "if_required" : null,
            ["customer_details"] = Details(w, customer, p.Str("customer_email")),
            ["expires_at"] = expires,
            ["metadata"] = new JsonObject(),
            ["mode"] = p.Str("mode"),
            ["payment_method_collection"] = "always",
            ["payment_method_options"] = new JsonObject { ["card"] = new JsonObject { ["request_three_d_secure"] = "automatic" } },
            ["payment_method_types"] = Json.Array(["card"]),
            ["payment_status"] = p.Str("mode") == "setup" ? "no_payment_required" : "unpaid",
            ["saved_payment_method_options"] = new JsonObject { ["allow_redisplay_filters"] = Json.Array(["always"]), ["payment_method_remove"] = "disabled" },
            ["shipping_options"] = new JsonArray(),
            ["status"] = "open",
            ["ui_mode"] = "hosted_page",
            ["_subscription_data"] = p["subscription_data"].Copy() ?? new JsonObject(),
            ["_customer_update"] = p["customer_update"].Copy() ?? new JsonObject(),
        };
    }

    public static JsonObject? Details(UnitOfWork w, JsonObject? customer, string? email)
    {
        if (customer is null && email is null)
            return null;
        return new JsonObject
        {
            ["address"] = customer?["address"].Copy(),
            ["email"] = customer?.Str("email") ?? email,
            ["name"] = customer?.Str("name"),
            ["phone"] = customer?.Str("phone"),
            ["tax_exempt"] = customer?.Str("tax_exempt") ?? "none",
            ["tax_ids"] = customer is null ? new JsonArray() : Json.Array(w.All("tax_id").Where(t => t.Str("customer") == customer.Str("id"))
                .Select(t => new JsonObject { ["type"] = t.Str("type"), ["value"] = t.Str("value") })),
        };
    }

    private static JsonObject Item(UnitOfWork w, JsonObject given, int n)
    {
        var at = $"line_items[{n}]";
        var price = given.Obj("price_data") is { } data ? Prices.New(w, data)
            : w.Get("price", given.FilledStr("price") ?? throw StripeError.MissingParameter($"{at}[price]"), $"{at}[price]");
        if (!price.Flag("active"))
            throw StripeError.Invalid("The price specified is inactive. This field only accepts active prices.", $"{at}[price]");
        var metered = Items.IsMetered(price);
        if (metered && given.Has("quantity"))
            throw StripeError.Invalid("Quantity should not be specified where usage_type is `metered`. Remove quantity from `line_items`", $"{at}[quantity]");
        if (!metered && !given.Has("quantity"))
            throw StripeError.Invalid("Quantity is required. Add `quantity` to `line_items`", $"{at}[quantity]", "parameter_missing");
        return w.Add(new JsonObject
        {
            ["object"] = "item",
            ["currency"] = price.Str("currency"),
            ["description"] = Wordings.Name(w, price),
            ["metadata"] = new JsonObject(),
            ["price"] = price.Str("id"),
            ["quantity"] = metered ? null : given.Int("quantity"),
        });
    }

    // Discounts given with the session are validated now and redeemed when it completes.
    private static void Preset(UnitOfWork w, JsonObject session, JsonObject p)
    {
        if (p.Objs("discounts").FirstOrDefault() is not { } given)
            return;
        if (given.FilledStr("promotion_code") is { } promo)
            CheckoutDiscounts.Set(w, session, w.Get("promotion_code", promo, "discounts[0][promotion_code]"));
        else if (given.FilledStr("coupon") is { } coupon)
            session["discounts"] = new JsonArray(new JsonObject { ["coupon"] = w.Get("coupon", coupon, "discounts[0][coupon]").Str("id"), ["promotion_code"] = null });
    }
}
