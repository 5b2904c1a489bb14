namespace PenguinMails.StripeSandbox.Checkout;

internal static class CheckoutDiscounts
{
    public static void Set(UnitOfWork w, JsonObject session, JsonObject promo) => session["discounts"] = new JsonArray(new JsonObject
    {
        ["coupon"] = null,
        ["promotion_code"] = promo.Str("id"),
    });

    public static JsonObject? Coupon(UnitOfWork w, JsonObject session)
    {
        var given = session.Objs("discounts").FirstOrDefault();
        return given is null ? null : w.Find(given.Str("coupon") ?? w.Find(given.Str("promotion_code"))?.Str("promotion.coupon"));
    }

    /// <summary>A code typed on the page; what is wrong with it, or null.</summary>
    public static string? Enter(UnitOfWork w, JsonObject session, string code)
    {
        if (code.Trim().Length == 0)
        {
            session["discounts"] = null;
            CheckoutQuote.Apply(w, session);
            return null;
        }
        if (PromotionCodes.Usable(w, code, session.Str("customer")) is not { } promo)
            return "This code is invalid.";
        Set(w, session, promo);
        CheckoutQuote.Apply(w, session);
        return null;
    }
}
