namespace PenguinMails.StripeSandbox.Subscriptions;

/// <summary>
/// Proration to the second and to the cent. A credit gives back the unused share of what was really billed for the item
/// (its latest debit, net of discounts); a debit is the remaining share of the new price, net of the discounts in force.
/// </summary>
internal static class Prorations
{
    public static long Share(long full, long from, long end, long start) =>
        end <= start ? 0 : Amounts.Round((decimal)full * (end - from) / (end - start));

    /// <summary>The unused share of the item's latest debit, or null when nothing was billed for that time.</summary>
    public static LineSpec? Credit(UnitOfWork w, JsonObject s, JsonObject item, JsonObject price, decimal quantity, long at)
    {
        if (LatestDebit(w, item, at) is not { } debit)
            return null;
        var net = debit.Str("object") == "line_item" ? InvoiceDiscounts.Net(debit) : debit.Int("amount");
        var amount = -Share(net, at, debit.Int("period.end"), debit.Int("period.start"));
        if (amount == 0)
            return null;
        return new LineSpec(amount, Wordings.Unused(w, price, quantity, at), at, debit.Int("period.end"), price, quantity)
        {
            Subscription = s.Str("id"),
            SubscriptionItem = item.Str("id"),
            Proration = true,
            Discountable = false,
            CreditedItems = debit.Str("object") != "line_item" ? null : new JsonObject
            {
                ["invoice"] = debit.Str("invoice"), ["invoice_line_items"] = Json.Array([debit.Text("id")]),
            },
        };
    }

    public static LineSpec? Debit(UnitOfWork w, JsonObject s, JsonObject item, JsonObject price, decimal quantity, long at)
    {
        var end = item.Int("current_period_end");
        var start = BillingCalendar.Previous(s.Int("billing_cycle_anchor"), price, at);
        var amount = Share(Discounted(w, s, Amounts.Of(price, quantity), price, at), at, end, start);
        return amount == 0 ? null : new LineSpec(amount, Wordings.Remaining(w, price, quantity, at), at, end, price, quantity)
        {
            Subscription = s.Str("id"),
            SubscriptionItem = item.Str("id"),
            Proration = true,
            Discountable = false,
        };
    }

    private static long Discounted(UnitOfWork w, JsonObject s, long amount, JsonObject price, long at)
    {
        foreach (var discount in Discounts.Active(w, s, w.Get("customer", s.Text("customer")), at))
        {
            var coupon = w.Find(discount.Str("source.coupon"))!;
            var products = coupon.Strs("_applies_to.products").ToList();
            if (coupon.Num("percent_off") is { } percent && (products.Count == 0 || products.Contains(price.Text("product"))))
                amount -= Amounts.Round(amount * percent / 100);
        }
        return amount;
    }

    private static JsonObject? LatestDebit(UnitOfWork w, JsonObject item, long at)
    {
        var id = item.Str("id");
        var waiting = w.All("invoiceitem").LastOrDefault(i => i.Str("_item") == id && i.Str("invoice") is null && i.Int("amount") > 0 && Covers(i, at));
        return waiting ?? w.All("line_item").LastOrDefault(l => l.Str("parent.subscription_item_details.subscription_item") == id
            && l.Int("amount") > 0 && Covers(l, at) && w.Find(l.Str("invoice"))?.Str("status") != "void");
    }

    private static bool Covers(JsonObject debit, long at) => debit.Int("period.start") <= at && at < debit.Int("period.end");
}
