namespace PenguinMails.StripeSandbox.Catalog;

internal static class Prices
{
    public static void Map(Api api)
    {
        api.Map("POST", "/v1/prices", c => c.Show(New(c.Work, c.Params)));
        api.Map("GET", "/v1/prices", List);
        api.Map("GET", "/v1/prices/search", c => Search.Answer(c, "price"));
        api.Map("GET", "/v1/prices/{id}", c => c.Show(c.Work.Get("price", c.Id, "id")));
        api.Map("POST", "/v1/prices/{id}", Update);
    }

    public static JsonObject New(UnitOfWork w, JsonObject p)
    {
        if (p.Str("product") is null && p.Obj("product_data") is null)
            throw StripeError.MissingParameter("product");
        var product = p.Obj("product_data") is { } data ? Products.New(w, data) : w.Get("product", p.Text("product"), "product");
        var price = new JsonObject
        {
            ["object"] = "price",
            ["active"] = p.Has("active") ? p.Flag("active") : true,
            ["billing_scheme"] = p.Str("billing_scheme") ?? "per_unit",
            ["created"] = w.Now,
            ["currency"] = p.Text("currency").ToLowerInvariant(),
            ["nickname"] = p.Str("nickname"),
            ["product"] = product.Str("id"),
            ["recurring"] = Recurring(w, p.Obj("recurring")),
            ["tax_behavior"] = p.Str("tax_behavior") ?? "unspecified",
            ["tiers_mode"] = p.Str("tiers_mode"),
            ["transform_quantity"] = p["transform_quantity"].Copy(),
            ["type"] = p.Obj("recurring") is null ? "one_time" : "recurring",
        };
        SetAmount(price, p);
        SetLookupKey(w, price, p);
        Metadata.Merge(price, p);
        w.Add(price);
        w.Emit("price.created", price);
        return price;
    }

    private static JsonObject? Recurring(UnitOfWork w, JsonObject? r)
    {
        if (r is null)
            return null;
        var usage = r.Str("usage_type") ?? "licensed";
        if (r.Str("meter") is { } meter)
        {
            w.Get("billing.meter", meter, "recurring[meter]");
            if (usage != "metered")
                throw StripeError.Invalid("You cannot specify `recurring[meter]` unless `recurring[usage_type]` is `metered`.", "recurring[meter]");
        }
        else if (usage == "metered")
            throw StripeError.Invalid("Metered prices must be backed by a meter. Pass `recurring[meter]`.", "recurring[meter]");
        return new JsonObject
        {
            ["interval"] = r.Str("interval"),
            ["interval_count"] = r.IntOrNull("interval_count") ?? 1,
            ["meter"] = r.Str("meter"),
            ["trial_period_days"] = r.IntOrNull("trial_period_days"),
            ["usage_type"] = usage,
        };
    }

    private static void SetAmount(JsonObject price, JsonObject p)
    {
        if (p.Str("billing_scheme") == "tiered")
        {
            price["unit_amount"] = null;
            price["_tiers"] = Tiers.Of(p);
            return;
        }
        var amount = p.Num("unit_amount_decimal") ?? p.Num("unit_amount")
            ?? throw StripeError.Invalid("Prices require an `unit_amount` or `unit_amount_decimal` parameter to be set.", "unit_amount");
        price["unit_amount"] = decimal.IsInteger(amount) ? (long)amount : null;
        price["unit_amount_decimal"] = amount.ToString("0.############", CultureInfo.InvariantCulture);
    }

    private static void SetLookupKey(UnitOfWork w, JsonObject price, JsonObject p)
    {
        if (p.FilledStr("lookup_key") is not { } key)
            return;
        if (w.Where("price", o => o.Str("lookup_key") == key && o.Str("id") != price.Str("id")).FirstOrDefault() is { } holder)
        {
            if (!p.Flag("transfer_lookup_key"))
                throw StripeError.Invalid($"A price (`{holder.Str("id")}`) already uses that lookup key.", "lookup_key");
            var before = w.Snapshot(holder);
            holder["lookup_key"] = null;
            w.Emit("price.updated", holder, before);
        }
        price["lookup_key"] = key;
    }

    private static Reply List(ApiCall c)
    {
        var p = c.Params;
        var keys = p.Strs("lookup_keys").ToHashSet();
        return c.List("price", o => (keys.Count == 0 || keys.Contains(o.Text("lookup_key")))
            && (!p.Has("active") || o.Flag("active") == p.Flag("active"))
            && (p.Str("product") is not { } product || o.Str("product") == product)
            && (p.Str("currency") is not { } currency || o.Str("currency") == currency)
            && (p.Str("type") is not { } type || o.Str("type") == type)
            && (p.Str("recurring.interval") is not { } interval || o.Str("recurring.interval") == interval)
            && (p.Str("recurring.usage_type") is not { } usage || o.Str("recurring.usage_type") == usage)
            && (p.Str("recurring.meter") is not { } meter || o.Str("recurring.meter") == meter));
    }

    private static Reply Update(ApiCall c)
    {
        var price = c.Work.Get("price", c.Id, "id");
        var before = c.Work.Snapshot(price);
        price.Take(c.Params, "active", "nickname", "tax_behavior");
        if (c.Params.Str("lookup_key") == "")
            price["lookup_key"] = null;
        SetLookupKey(c.Work, price, c.Params);
        Metadata.Merge(price, c.Params);
        c.Work.Emit("price.updated", price, before);
        return c.Show(price);
    }
}
