namespace PenguinMails.StripeSandbox.Catalog;

/// <summary>A coupon at work on a customer or a subscription.</summary>
internal static class Discounts
{
    /// <summary>Reads `discounts` of a request: coupons, promotion codes, or discounts that are there already.</summary>
    public static JsonArray Apply(UnitOfWork w, JsonObject owner, IEnumerable<JsonObject> wanted, long now)
    {
        var ids = new JsonArray();
        foreach (var d in wanted)
        {
            if (d.FilledStr("discount") is { } existing)
                ids.Add(w.Get("discount", existing, "discounts").Str("id"));
            else
                ids.Add(New(w, owner, d.FilledStr("coupon"), d.FilledStr("promotion_code"), now).Str("id"));
        }
        return ids;
    }

    public static JsonObject New(UnitOfWork w, JsonObject owner, string? couponId, string? promotionCode, long now, string? checkoutSession = null)
    {
        var promo = promotionCode is null ? null : w.Get("promotion_code", promotionCode, "discounts[0][promotion_code]");
        var coupon = Coupons.Live(w, promo?.Str("promotion.coupon") ?? couponId ?? "", "discounts[0][coupon]");
        if (!Coupons.IsValid(coupon, now))
            throw StripeError.Invalid($"Coupon {coupon.Str("id")} is used up and cannot be applied.", "coupon", "coupon_expired");
        Coupons.Redeem(w, coupon);
        if (promo is not null)
            promo["times_redeemed"] = promo.Int("times_redeemed") + 1;
        var isSubscription = owner.Str("object") == "subscription";
        var discount = w.Add(new JsonObject
        {
            ["object"] = "discount",
            ["checkout_session"] = checkoutSession,
            ["customer"] = isSubscription ? owner.Str("customer") : owner.Str("id"),
            ["end"] = coupon.Str("duration") == "repeating" ? BillingCalendar.AddMonths(now, (int)coupon.Int("duration_in_months")) : null,
            ["promotion_code"] = promotionCode,
            ["source"] = new JsonObject { ["coupon"] = coupon.Str("id"), ["type"] = "coupon" },
            ["start"] = now,
            ["subscription"] = isSubscription ? owner.Str("id") : null,
        });
        w.Emit("customer.discount.created", discount);
        return discount;
    }

    /// <summary>The discounts that apply to an invoice of the subscription: its own, or else its customer's.</summary>
    public static List<JsonObject> Active(UnitOfWork w, JsonObject? subscription, JsonObject customer, long now)
    {
        var own = (subscription?.Strs("discounts") ?? []).Select(id => w.Find(id)).OfType<JsonObject>().ToList();
        if (own.Count == 0 && w.Find(customer.Str("discount")) is { } d)
            own.Add(d);
        return [.. own.Where(x => !(x.IntOrNull("end") <= now) && !x.Flag("_used"))];
    }

    /// <summary>A "once" coupon ends with the first invoice it was used on.</summary>
    public static void Used(UnitOfWork w, JsonObject discount)
    {
        if (w.Find(discount.Str("source.coupon"))?.Str("duration") == "once")
            Remove(w, discount);
    }

    /// <summary>A discount taken away shows what it was.</summary>
    public static Reply Deleted(UnitOfWork w, JsonObject discount)
    {
        var shown = w.Snapshot(discount);
        shown.Remove("end");
        shown["deleted"] = true;
        return new Reply(shown);
    }

    public static void Remove(UnitOfWork w, JsonObject discount)
    {
        discount["_used"] = true;
        var id = discount.Text("id");
        if (w.Find(discount.Str("subscription")) is { } s)
            s["discounts"] = Json.Array(s.Strs("discounts").Where(d => d != id));
        if (w.Find(discount.Str("customer")) is { } c && c.Str("discount") == id)
            c["discount"] = null;
        w.Emit("customer.discount.deleted", discount);
    }
}
