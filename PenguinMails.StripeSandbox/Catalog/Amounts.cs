namespace PenguinMails.StripeSandbox.Catalog;

internal static class Amounts
{
    /// <summary>What a quantity of a price costs for a whole period, in minor units.</summary>
    public static long Of(JsonObject price, decimal quantity)
    {
        if (price.Obj("transform_quantity") is { } transform)
        {
            var packages = quantity / transform.Int("divide_by");
            quantity = transform.Str("round") == "up" ? Math.Ceiling(packages) : Math.Floor(packages);
        }
        var exact = price.Str("billing_scheme") == "tiered" ? Tiers.Amount(price, quantity) : (price.Num("unit_amount_decimal") ?? 0) * quantity;
        return Round(exact);
    }

    public static long Round(decimal amount) => (long)Math.Round(amount, MidpointRounding.AwayFromZero);

    /// <summary>An amount as Stripe writes it in descriptions: "$149.00".</summary>
    public static string Text(long amount, string currency)
    {
        var value = (amount / 100m).ToString("N2", CultureInfo.InvariantCulture);
        return currency switch
        {
            "usd" => amount < 0 ? $"-${value.TrimStart('-')}" : $"${value}",
            "eur" => $"€{value}",
            "gbp" => $"£{value}",
            _ => $"{value} {currency.ToUpperInvariant()}",
        };
    }
}
