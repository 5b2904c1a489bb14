namespace PenguinMails.StripeSandbox.Customers;

internal static class TaxIds
{
    public static void Map(Api api)
    {
        api.Map("POST", "/v1/customers/{id}/tax_ids", c => c.Show(New(c.Work, CustomerEndpoints.Live(c.Work, c.Id), c.Params.Text("type"), c.Params.Text("value"))));
        api.Map("GET", "/v1/customers/{id}/tax_ids", c => c.List("tax_id", t => t.Str("customer") == c.Id));
        api.Map("GET", "/v1/customers/{customer}/tax_ids/{id}", c => c.Show(c.Work.Get("tax_id", c.Ids[1], "id")));
        api.Map("DELETE", "/v1/customers/{customer}/tax_ids/{id}", c => Delete(c, c.Ids[1]));
        api.Map("POST", "/v1/tax_ids", Create);
        api.Map("GET", "/v1/tax_ids", c => c.List("tax_id", t => c.Params.Str("owner.customer") is not { } o || t.Str("customer") == o));
        api.Map("GET", "/v1/tax_ids/{id}", c => c.Show(c.Work.Get("tax_id", c.Id, "id")));
        api.Map("DELETE", "/v1/tax_ids/{id}", c => Delete(c, c.Id));
    }

    public static JsonObject New(UnitOfWork w, JsonObject customer, string type, string value)
    {
        if (w.Where("tax_id", t => t.Str("customer") == customer.Str("id") && t.Str("type") == type && t.Str("value") == value).FirstOrDefault() is { } same)
            return same;
        if (type == "eu_vat" && (value.Length < 8 || !value[..2].All(char.IsAsciiLetterUpper)))
            throw StripeError.Invalid($"Invalid value for {type}.", "value", "tax_id_invalid");
        var taxId = w.Add(new JsonObject
        {
            ["object"] = "tax_id",
            ["country"] = type == "eu_vat" ? value[..2] : type.Split('_')[0].ToUpperInvariant(),
            ["created"] = w.NowOf(customer),
            ["customer"] = customer.Str("id"),
            ["owner"] = new JsonObject { ["customer"] = customer.Str("id"), ["type"] = "customer" },
            ["type"] = type,
            ["value"] = value,
            ["verification"] = new JsonObject { ["status"] = StatusOf(type, value) },
        });
        w.Emit("customer.tax_id.created", taxId);
        return taxId;
    }

    // A test account's magic numbers: what the tax office would say of them.
    private static string StatusOf(string type, string value) => type is not ("eu_vat" or "gb_vat" or "au_abn")
        ? "unavailable"
        : value.EndsWith("111111111", StringComparison.Ordinal) ? "unverified"
        : value.EndsWith("222222222", StringComparison.Ordinal) ? "pending"
        : "verified";

    private static Reply Create(ApiCall c)
    {
        var customer = c.Params.Str("owner.customer") ?? throw StripeError.MissingParameter("owner[customer]");
        return c.Show(New(c.Work, CustomerEndpoints.Live(c.Work, customer, "owner[customer]"), c.Params.Text("type"), c.Params.Text("value")));
    }

    private static Reply Delete(ApiCall c, string id)
    {
        var taxId = c.Work.Get("tax_id", id, "id");
        c.Work.Emit("customer.tax_id.deleted", taxId);
        c.Work.Remove(taxId);
        return new Reply(Renderer.Deleted(taxId));
    }
}
