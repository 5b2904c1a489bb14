namespace PenguinMails.StripeSandbox.Catalog;

internal static class Plans
{
    /// <summary>A price told in the words of the older plan resource, as subscription items still show it.</summary>
    public static JsonObject Of(JsonObject price) => new()
    {
        ["id"] = price.Str("id"),
        ["object"] = "plan",
        ["active"] = price.Flag("active"),
        ["amount"] = price["unit_amount"].Copy(),
        ["amount_decimal"] = price["unit_amount_decimal"].Copy(),
        ["billing_scheme"] = price.Str("billing_scheme"),
        ["created"] = price.Int("created"),
        ["currency"] = price.Str("currency"),
        ["interval"] = price.Str("recurring.interval"),
        ["interval_count"] = price.Int("recurring.interval_count"),
        ["livemode"] = false,
        ["metadata"] = price["metadata"].Copy(),
        ["meter"] = price.Str("recurring.meter"),
        ["nickname"] = price.Str("nickname"),
        ["product"] = price.Str("product"),
        ["tiers_mode"] = price.Str("tiers_mode"),
        ["transform_usage"] = price["transform_quantity"].Copy(),
        ["trial_period_days"] = price["recurring"]!["trial_period_days"].Copy(),
        ["usage_type"] = price.Str("recurring.usage_type"),
    };
}
