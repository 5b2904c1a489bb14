namespace PenguinMails.StripeSandbox.Catalog;

internal static class Coupons
{
    public static void Map(Api api)
    {
        api.Map("POST", "/v1/coupons", Create);
        api.Map("GET", "/v1/coupons", c => c.List("coupon"));
        api.Map("GET", "/v1/coupons/{id}", c => c.Show(Live(c.Work, c.Id, "id")));
        api.Map("POST", "/v1/coupons/{id}", Update);
        api.Map("DELETE", "/v1/coupons/{id}", Delete);
    }

    public static JsonObject Live(UnitOfWork w, string id, string? param)
    {
        var coupon = w.Get("coupon", id, param);
        return coupon.Flag("_deleted") ? throw StripeError.Missing("coupon", id, param) : coupon;
    }

    /// <summary>Whether a coupon may be redeemed once more.</summary>
    public static bool IsValid(JsonObject coupon, long now) =>
        !(coupon.IntOrNull("redeem_by") <= now) && !(coupon.IntOrNull("max_redemptions") <= coupon.Int("times_redeemed"));

    public static void Redeem(UnitOfWork w, JsonObject coupon)
    {
        coupon["times_redeemed"] = coupon.Int("times_redeemed") + 1;
        coupon["valid"] = IsValid(coupon, w.Now);
    }

    private static Reply Create(ApiCall c)
    {
        var p = c.Params;
        if (p.Has("percent_off") == p.Has("amount_off"))
            throw StripeError.Invalid("You must pass exactly one of percent_off or amount_off.", "percent_off");
        if (p.Has("amount_off") && p.Str("currency") is null)
            throw StripeError.MissingParameter("currency");
        if (p.Str("duration") == "repeating" && !p.Has("duration_in_months"))
            throw StripeError.MissingParameter("duration_in_months");
        if (p.Str("id") is { } id && c.Work.Find(id) is not null)
            throw StripeError.Invalid("Coupon already exists.", "id", "resource_already_exists");
        var coupon = new JsonObject { ["id"] = p.Str("id") ?? Ids.New("coupon"), ["object"] = "coupon", ["created"] = c.Work.Now };
        coupon.Take(p, "amount_off", "currency", "duration_in_months", "max_redemptions", "name", "percent_off", "redeem_by");
        coupon["duration"] = p.Str("duration") ?? "once";
        coupon["valid"] = true;
        if (p["applies_to"] is { } applies)
            coupon["_applies_to"] = applies.Copy();
        Metadata.Merge(coupon, p);
        c.Work.Add(coupon);
        c.Work.Emit("coupon.created", coupon);
        return c.Show(coupon);
    }

    private static Reply Update(ApiCall c)
    {
        var coupon = Live(c.Work, c.Id, "id");
        var before = c.Work.Snapshot(coupon);
        coupon.Take(c.Params, "name");
        Metadata.Merge(coupon, c.Params);
        c.Work.Emit("coupon.updated", coupon, before);
        return c.Show(coupon);
    }

    private static Reply Delete(ApiCall c)
    {
        var coupon = Live(c.Work, c.Id, "id");
        c.Work.Emit("coupon.deleted", coupon);
        // Discounts that already use it go on with it; nobody else finds it any more.
        coupon["_deleted"] = true;
        coupon["valid"] = false;
        return new Reply(Renderer.Deleted(coupon));
    }
}
