namespace PenguinMails.StripeSandbox.Subscriptions;

/// <summary>Items on their own address; each change is an update of their subscription.</summary>
internal static class SubscriptionItemEndpoints
{
    private static readonly string[] OfSubscription = ["proration_behavior", "proration_date", "payment_behavior", "off_session"];

    public static void Map(Api api)
    {
        api.Map("GET", "/v1/subscription_items", List);
        api.Map("POST", "/v1/subscription_items", Create);
        api.Map("GET", "/v1/subscription_items/{id}", c => c.Show(c.Work.Get("subscription_item", c.Id, "id")));
        api.Map("POST", "/v1/subscription_items/{id}", Update);
        api.Map("DELETE", "/v1/subscription_items/{id}", Delete);
    }

    private static Reply List(ApiCall c)
    {
        var s = c.Work.Get("subscription", c.Params.Str("subscription") ?? throw StripeError.MissingParameter("subscription"), "subscription");
        return c.List("subscription_item", Items.Of(c.Work, s));
    }

    private static Reply Create(ApiCall c)
    {
        var s = c.Work.Get("subscription", c.Params.Text("subscription"), "subscription");
        var before = s.Strs("items").ToHashSet();
        Changes.Apply(c.Work, s, Update(c.Params, Item(c.Params, null)));
        return c.Show(Items.Of(c.Work, s).First(i => !before.Contains(i.Text("id"))));
    }

    private static Reply Update(ApiCall c)
    {
        var item = c.Work.Get("subscription_item", c.Id, "id");
        var s = c.Work.Get("subscription", item.Text("subscription"));
        Changes.Apply(c.Work, s, Update(c.Params, Item(c.Params, c.Id)));
        return c.Show(item);
    }

    private static Reply Delete(ApiCall c)
    {
        var item = c.Work.Get("subscription_item", c.Id, "id");
        var s = c.Work.Get("subscription", item.Text("subscription"));
        Changes.Apply(c.Work, s, Update(c.Params, new JsonObject { ["id"] = c.Id, ["deleted"] = true }));
        return new Reply(Renderer.Deleted(item));
    }

    private static JsonObject Update(JsonObject given, JsonObject item)
    {
        var p = new JsonObject { ["items"] = new JsonArray(item) };
        p.Take(given, OfSubscription);
        return p;
    }

    private static JsonObject Item(JsonObject given, string? id)
    {
        var item = new JsonObject();
        if (id is not null)
            item["id"] = id;
        item.Take(given, "price", "price_data", "quantity", "metadata");
        return item;
    }
}
