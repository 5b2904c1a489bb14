namespace PenguinMails.StripeSandbox.Catalog;

/// <summary>Tiered prices: graduated adds the tiers up, volume charges all units at the tier that is reached.</summary>
internal static class Tiers
{
    public static JsonArray Of(JsonObject p)
    {
        var tiers = new JsonArray();
        foreach (var t in p.Objs("tiers"))
        {
            var flat = t.Num("flat_amount_decimal") ?? t.Num("flat_amount");
            var unit = t.Num("unit_amount_decimal") ?? t.Num("unit_amount");
            tiers.Add(new JsonObject
            {
                ["flat_amount"] = (long?)flat,
                ["flat_amount_decimal"] = flat?.ToString(CultureInfo.InvariantCulture),
                ["unit_amount"] = unit is { } u && decimal.IsInteger(u) ? (long)u : null,
                ["unit_amount_decimal"] = unit?.ToString(CultureInfo.InvariantCulture),
                ["up_to"] = t.IntOrNull("up_to"),
            });
        }
        if (tiers.Count == 0)
            throw StripeError.MissingParameter("tiers");
        return tiers;
    }

    public static decimal Amount(JsonObject price, decimal quantity)
    {
        decimal total = 0, below = 0;
        foreach (var tier in price.Objs("_tiers"))
        {
            var top = tier.IntOrNull("up_to") ?? decimal.MaxValue;
            var unit = tier.Num("unit_amount_decimal") ?? 0;
            var flat = tier.Num("flat_amount_decimal") ?? 0;
            if (price.Str("tiers_mode") == "volume")
            {
                if (quantity <= top)
                    return (unit * quantity) + flat;
                continue;
            }
            if (quantity > below)
                total += (unit * (Math.Min(quantity, top) - below)) + flat;
            below = top;
        }
        return total;
    }
}
