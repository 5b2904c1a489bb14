namespace PenguinMails.StripeSandbox.Catalog;

internal static class Products
{
    private static readonly string[] Plain = ["active", "description", "images", "marketing_features", "package_dimensions", "shippable",
        "statement_descriptor", "tax_code", "unit_label", "url", "name"];

    public static void Map(Api api)
    {
        api.Map("POST", "/v1/products", Create);
        api.Map("GET", "/v1/products", List);
        api.Map("GET", "/v1/products/search", c => Search.Answer(c, "product"));
        api.Map("GET", "/v1/products/{id}", c => c.Show(c.Work.Get("product", c.Id, "id")));
        api.Map("POST", "/v1/products/{id}", Update);
        api.Map("DELETE", "/v1/products/{id}", Delete);
    }

    public static JsonObject New(UnitOfWork w, JsonObject p)
    {
        if (p.Str("id") is { } id && w.Find(id) is not null)
            throw StripeError.Invalid("Product already exists.", "id", "resource_already_exists");
        var product = new JsonObject
        {
            ["object"] = "product",
            ["active"] = true,
            ["created"] = w.Now,
            ["updated"] = w.Now,
            ["type"] = "service",
            ["default_price"] = null,
            ["tax_code"] = null,
        };
        if (p.Str("id") is { } chosen)
            product.Insert(0, "id", chosen);
        product.Take(p, Plain);
        Metadata.Merge(product, p);
        w.Add(product);
        w.Emit("product.created", product);
        return product;
    }

    private static Reply Create(ApiCall c)
    {
        var product = New(c.Work, c.Params);
        if (c.Params.Obj("default_price_data") is { } data)
        {
            var price = data.DeepClone().AsObject();
            price["product"] = product.Str("id");
            product["default_price"] = Prices.New(c.Work, price).Str("id");
        }
        return c.Show(product);
    }

    private static Reply List(ApiCall c)
    {
        var ids = c.Params.Strs("ids").ToHashSet();
        return c.List("product", o => (ids.Count == 0 || ids.Contains(o.Text("id")))
            && (!c.Params.Has("active") || o.Flag("active") == c.Params.Flag("active"))
            && (c.Params.Str("url") is not { } url || o.Str("url") == url));
    }

    private static Reply Update(ApiCall c)
    {
        var product = c.Work.Get("product", c.Id, "id");
        var before = c.Work.Snapshot(product);
        product.Take(c.Params, [.. Plain, "default_price"]);
        Metadata.Merge(product, c.Params);
        if (!JsonNode.DeepEquals(before, c.Work.Snapshot(product)))
            product["updated"] = c.Work.Now;
        c.Work.Emit("product.updated", product, before);
        return c.Show(product);
    }

    private static Reply Delete(ApiCall c)
    {
        var product = c.Work.Get("product", c.Id, "id");
        if (c.Work.All("price").Any(p => p.Str("product") == c.Id))
            throw StripeError.Invalid("This product cannot be deleted because it has one or more user-created prices.");
        c.Work.Emit("product.deleted", product);
        c.Work.Remove(product);
        return new Reply(Renderer.Deleted(product));
    }
}
