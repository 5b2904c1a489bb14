namespace PenguinMails.StripeSandbox.Subscriptions;

internal static class Items
{
    public static List<JsonObject> Of(UnitOfWork w, JsonObject subscription) =>
        [.. subscription.Strs("items").Select(id => w.Find(id)).OfType<JsonObject>()];

    public static JsonObject New(UnitOfWork w, JsonObject subscription, JsonObject price, long? quantity, long start, long end)
    {
        var item = w.Add(new JsonObject
        {
            ["object"] = "subscription_item",
            ["created"] = w.NowOf(subscription),
            ["current_period_end"] = end,
            ["current_period_start"] = start,
            ["discounts"] = new JsonArray(),
            ["metadata"] = new JsonObject(),
            ["subscription"] = subscription.Str("id"),
            ["tax_rates"] = new JsonArray(),
        });
        SetPrice(item, price, quantity);
        return item;
    }

    public static void SetPrice(JsonObject item, JsonObject price, long? quantity)
    {
        item["plan"] = price.Str("id");
        item["price"] = price.Str("id");
        // What is measured has no quantity.
        if (IsMetered(price))
            item.Remove("quantity");
        else
            item["quantity"] = quantity ?? item.IntOrNull("quantity") ?? 1;
    }

    public static JsonObject Price(UnitOfWork w, JsonObject item) => w.Find(item.Str("price"))!;

    public static bool IsMetered(JsonObject price) => price.Str("recurring.usage_type") == "metered";

    public static JsonObject Recurring(UnitOfWork w, string id, string param)
    {
        var price = w.Get("price", id, param);
        if (!price.Flag("active"))
            throw StripeError.Invalid($"The price specified is inactive. This field only accepts active prices.", param);
        return price.Obj("recurring") is not null ? price
            : throw StripeError.Invalid("The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.", param);
    }

    /// <summary>`price`, or `price_data` that makes one.</summary>
    public static JsonObject PriceOf(UnitOfWork w, JsonObject given, string at) => given.Obj("price_data") is { } data
        ? Prices.New(w, data)
        : Recurring(w, given.FilledStr("price") ?? throw StripeError.MissingParameter($"{at}[price]"), $"{at}[price]");
}
