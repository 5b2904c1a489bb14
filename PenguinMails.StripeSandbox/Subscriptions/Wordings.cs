namespace PenguinMails.StripeSandbox.Subscriptions;

/// <summary>Descriptions of invoice lines, as Stripe words them.</summary>
internal static class Wordings
{
    public static string Period(UnitOfWork w, JsonObject price, decimal quantity)
    {
        var per = price.Int("recurring.interval_count") is > 1 and var n
            ? $"every {n} {price.Str("recurring.interval")}s" : $"/ {price.Str("recurring.interval")}";
        var currency = price.Text("currency");
        var unit = price.IntOrNull("unit_amount") is { } amount ? Amounts.Text(amount, currency)
            : $"{Amounts.Text(0, currency)[..1]}{((price.Num("unit_amount_decimal") ?? 0) / 100).ToString("0.00##########", CultureInfo.InvariantCulture)}";
        return $"{quantity.ToString("0.####", CultureInfo.InvariantCulture)} × {Name(w, price)} (at {unit} {per})";
    }

    public static string Trial(UnitOfWork w, JsonObject price) => $"Trial period for {Name(w, price)}";

    public static string Unused(UnitOfWork w, JsonObject price, decimal quantity, long from) =>
        $"Unused time on {Times(w, price, quantity)} after {BillingCalendar.Day(from)}";

    public static string Remaining(UnitOfWork w, JsonObject price, decimal quantity, long from) =>
        $"Remaining time on {Times(w, price, quantity)} after {BillingCalendar.Day(from)}";

    public static string Name(UnitOfWork w, JsonObject price) => w.Find(price.Str("product"))?.Str("name") ?? "Product";

    private static string Times(UnitOfWork w, JsonObject price, decimal quantity) =>
        quantity == 1 ? Name(w, price) : $"{quantity.ToString("0.####", CultureInfo.InvariantCulture)} × {Name(w, price)}";
}
