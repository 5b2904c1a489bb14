namespace PenguinMails.StripeSandbox.Catalog;

internal static class PromotionCodes
{
    public static void Map(Api api)
    {
        api.Map("POST", "/v1/promotion_codes", Create);
        api.Map("GET", "/v1/promotion_codes", List);
        api.Map("GET", "/v1/promotion_codes/{id}", c => c.Show(c.Work.Get("promotion_code", c.Id, "id")));
        api.Map("POST", "/v1/promotion_codes/{id}", Update);
    }

    /// <summary>The code as a customer types it, if it may be used by that customer now.</summary>
    public static JsonObject? Usable(UnitOfWork w, string code, string? customer)
    {
        var promo = w.Where("promotion_code", p => p.Flag("active") && string.Equals(p.Str("code"), code.Trim(), StringComparison.OrdinalIgnoreCase)).FirstOrDefault();
        if (promo is null || promo.IntOrNull("expires_at") <= w.Now || promo.IntOrNull("max_redemptions") <= promo.Int("times_redeemed"))
            return null;
        if (promo.Str("customer") is { } only && only != customer)
            return null;
        if (promo.Flag("restrictions.first_time_transaction") && w.All("charge").Any(c => c.Str("customer") == customer && c.Flag("paid")))
            return null;
        return w.Find(promo.Str("promotion.coupon")) is { } coupon && Coupons.IsValid(coupon, w.Now) ? promo : null;
    }

    private static Reply Create(ApiCall c)
    {
        var p = c.Params;
        var coupon = Coupons.Live(c.Work, p.Str("promotion.coupon") ?? throw StripeError.MissingParameter("promotion[coupon]"), "promotion[coupon]");
        var code = p.Str("code") ?? Ids.Random(8).ToUpperInvariant();
        if (c.Work.All("promotion_code").Any(o => o.Flag("active") && string.Equals(o.Str("code"), code, StringComparison.OrdinalIgnoreCase)))
            throw StripeError.Invalid($"An active promotion code with `code: {code}` already exists.", "code");
        var promo = new JsonObject
        {
            ["object"] = "promotion_code",
            ["active"] = !p.Has("active") || p.Flag("active"),
            ["code"] = code,
            ["created"] = c.Work.Now,
            ["promotion"] = new JsonObject { ["coupon"] = coupon.Str("id"), ["type"] = "coupon" },
            ["restrictions"] = p["restrictions"].Copy() ?? new JsonObject(),
        };
        promo.Take(p, "customer", "expires_at", "max_redemptions");
        Metadata.Merge(promo, p);
        c.Work.Add(promo);
        c.Work.Emit("promotion_code.created", promo);
        return c.Show(promo);
    }

    private static Reply List(ApiCall c)
    {
        var p = c.Params;
        return c.List("promotion_code", o => (p.Str("code") is not { } code || string.Equals(o.Str("code"), code, StringComparison.OrdinalIgnoreCase))
            && (!p.Has("active") || o.Flag("active") == p.Flag("active"))
            && (p.Str("coupon") is not { } coupon || o.Str("promotion.coupon") == coupon)
            && (p.Str("customer") is not { } customer || o.Str("customer") == customer));
    }

    private static Reply Update(ApiCall c)
    {
        var promo = c.Work.Get("promotion_code", c.Id, "id");
        var before = c.Work.Snapshot(promo);
        promo.Take(c.Params, "active");
        Metadata.Merge(promo, c.Params);
        c.Work.Emit("promotion_code.updated", promo, before);
        return c.Show(promo);
    }
}
