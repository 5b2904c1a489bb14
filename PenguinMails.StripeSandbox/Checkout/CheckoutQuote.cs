namespace PenguinMails.StripeSandbox.Checkout;

/// <summary>What is due today, and what each period costs afterwards.</summary>
internal sealed record CheckoutQuote(long Subtotal, long Discount, long Tax, long Total)
{
    public static CheckoutQuote Of(UnitOfWork w, JsonObject session, JsonObject? address = null) => Calculate(w, session, address, trial: HasTrial(session));

    /// <summary>The first full period, whether or not a trial comes first.</summary>
    public static CheckoutQuote Later(UnitOfWork w, JsonObject session) => Calculate(w, session, null, trial: false);

    public static bool HasTrial(JsonObject session) =>
        session.Obj("_subscription_data") is { } data && (data.Has("trial_period_days") || data.IntOrNull("trial_end") is not null);

    /// <summary>Writes the sums into the session and its items.</summary>
    public static void Apply(UnitOfWork w, JsonObject session, JsonObject? address = null)
    {
        var quote = Of(w, session, address);
        session["amount_subtotal"] = quote.Subtotal;
        session["amount_total"] = quote.Total;
        session["total_details"] = new JsonObject { ["amount_discount"] = quote.Discount, ["amount_shipping"] = 0L, ["amount_tax"] = quote.Tax };
        Breakdown(w, session, quote, address);
        var trial = HasTrial(session);
        foreach (var item in session.Strs("_items").Select(id => w.Find(id)!))
        {
            var amount = trial && IsRecurring(w, item) ? 0 : Amount(w, item);
            var discount = quote.Subtotal == 0 ? 0 : quote.Discount * amount / quote.Subtotal;
            item["amount_subtotal"] = amount;
            item["amount_discount"] = discount;
            item["amount_tax"] = Rule(w, session, address) is { } rule ? rule.Exclusive(amount - discount) : 0;
            item["amount_total"] = amount - discount + item.Int("amount_tax");
        }
    }

    private static void Breakdown(UnitOfWork w, JsonObject session, CheckoutQuote quote, JsonObject? address)
    {
        var taxes = new JsonArray();
        if (Rule(w, session, address) is { } rule)
        {
            taxes.Add(new JsonObject
            {
                ["amount"] = quote.Tax, ["rate"] = rule.Rate(w, inclusive: false).Str("id"),
                ["taxability_reason"] = rule.Reason, ["taxable_amount"] = quote.Subtotal - quote.Discount,
            });
        }
        var discounts = new JsonArray();
        if (w.Find(w.Find(session.Str("subscription"))?.Strs("discounts").FirstOrDefault()) is { } discount)
            discounts.Add(new JsonObject { ["amount"] = quote.Discount, ["discount"] = discount.Str("id") });
        session["total_details"]!["_breakdown"] = new JsonObject { ["discounts"] = discounts, ["taxes"] = taxes };
    }

    private static CheckoutQuote Calculate(UnitOfWork w, JsonObject session, JsonObject? address, bool trial)
    {
        var amounts = session.Strs("_items").Select(id => w.Find(id)!).Select(i => trial && IsRecurring(w, i) ? 0 : Amount(w, i)).ToList();
        var subtotal = amounts.Sum();
        long discount = 0;
        if (CheckoutDiscounts.Coupon(w, session) is { } coupon)
        {
            discount = coupon.Num("percent_off") is { } percent
                ? amounts.Sum(a => Amounts.Round(a * percent / 100)) : Math.Min(subtotal, coupon.Int("amount_off"));
        }
        var rule = Rule(w, session, address);
        var tax = rule?.Exclusive(subtotal - discount) ?? 0;
        return new CheckoutQuote(subtotal, discount, tax, subtotal - discount + tax);
    }

    private static TaxRule? Rule(UnitOfWork w, JsonObject session, JsonObject? address) => session.Flag("automatic_tax.enabled")
        ? TaxTable.For(w, w.Find(session.Str("customer")) ?? [], address ?? w.Find(session.Str("customer"))?.Obj("address") ?? []) : null;

    private static bool IsRecurring(UnitOfWork w, JsonObject item) => w.Find(item.Str("price"))!.Obj("recurring") is not null;

    private static long Amount(UnitOfWork w, JsonObject item)
    {
        var price = w.Find(item.Str("price"))!;
        return Items.IsMetered(price) ? 0 : Amounts.Of(price, item.IntOrNull("quantity") ?? 1);
    }
}
