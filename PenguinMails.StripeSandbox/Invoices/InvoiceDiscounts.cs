namespace PenguinMails.StripeSandbox.Invoices;

internal static class InvoiceDiscounts
{
    /// <summary>Percentages line by line; a fixed amount is spread over the lines by their share, to the cent.</summary>
    public static void Apply(UnitOfWork w, JsonObject invoice, JsonObject? subscription, JsonObject customer, long now)
    {
        var totals = new JsonArray();
        var lines = Lines.Of(w, invoice).Where(l => l.Flag("discountable") && l.Int("amount") > 0).ToList();
        foreach (var discount in Discounts.Active(w, subscription, customer, now))
        {
            var coupon = w.Find(discount.Str("source.coupon"))!;
            var eligible = lines.Where(l => Covers(coupon, l)).ToList();
            var amounts = coupon.Num("percent_off") is { } percent
                ? eligible.Select(l => Amounts.Round(Left(l) * percent / 100)).ToList()
                : Spread(coupon.Int("amount_off"), eligible);
            for (var i = 0; i < eligible.Count; i++)
                eligible[i]["discount_amounts"]!.AsArray().Add(new JsonObject { ["amount"] = amounts[i], ["discount"] = discount.Str("id") });
            totals.Add(new JsonObject { ["amount"] = amounts.Sum(), ["discount"] = discount.Str("id") });
        }
        invoice["discounts"] = Json.Array(totals.OfType<JsonObject>().Select(t => t.Text("discount")));
        invoice["total_discount_amounts"] = totals;
    }

    public static long Net(JsonObject line) => line.Int("amount") - line.Objs("discount_amounts").Sum(d => d.Int("amount"));

    private static long Left(JsonObject line) => Math.Max(0, Net(line));

    private static bool Covers(JsonObject coupon, JsonObject line) =>
        !coupon.Strs("_applies_to.products").Any() || coupon.Strs("_applies_to.products").Contains(line.Text("pricing.price_details.product"));

    private static List<long> Spread(long off, List<JsonObject> lines)
    {
        var sum = lines.Sum(Left);
        off = Math.Min(off, sum);
        var result = lines.Select(l => sum == 0 ? 0 : off * Left(l) / sum).ToList();
        // What rounding down left over goes to the first lines that can bear it.
        for (var i = 0; i < lines.Count && result.Sum() < off; i++)
            result[i] += Math.Min(off - result.Sum(), Left(lines[i]) - result[i]);
        return result;
    }
}
