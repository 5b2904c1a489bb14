namespace PenguinMails.StripeSandbox.Customers;

/// <summary>A customer's credit (negative) or debt (positive), which their next invoice takes into account.</summary>
internal static class CustomerBalance
{
    public static void Map(Api api)
    {
        api.Map("POST", "/v1/customers/{id}/balance_transactions", Create);
        api.Map("GET", "/v1/customers/{id}/balance_transactions", c => c.List("customer_balance_transaction", t => t.Str("customer") == c.Id));
        api.Map("GET", "/v1/customers/{customer}/balance_transactions/{id}", c => c.Show(c.Work.Get("customer_balance_transaction", c.Ids[1], "id")));
        api.Map("POST", "/v1/customers/{customer}/balance_transactions/{id}", Update);
    }

    public static JsonObject Adjust(UnitOfWork w, JsonObject customer, long amount, string type, string? invoice = null,
        string? currency = null, string? description = null, long? ending = null)
    {
        customer["balance"] = ending ?? customer.Int("balance") + amount;
        customer["currency"] = customer.Str("currency") ?? currency ?? "usd";
        return w.Add(new JsonObject
        {
            ["object"] = "customer_balance_transaction",
            ["amount"] = ending ?? amount,
            ["created"] = w.NowOf(customer),
            ["currency"] = customer.Str("currency"),
            ["customer"] = customer.Str("id"),
            ["description"] = description,
            ["ending_balance"] = customer.Int("balance"),
            ["invoice"] = invoice,
            ["metadata"] = new JsonObject(),
            ["type"] = type,
        });
    }

    private static Reply Create(ApiCall c)
    {
        var customer = CustomerEndpoints.Live(c.Work, c.Id);
        var before = c.Work.Snapshot(customer);
        var currency = c.Params.Text("currency");
        if (customer.Str("currency") is { } own && own != currency)
            throw StripeError.Invalid($"The customer's balance is in {own}, not {currency}.", "currency");
        var transaction = Adjust(c.Work, customer, c.Params.Int("amount"), "adjustment", null, currency, c.Params.FilledStr("description"));
        Metadata.Merge(transaction, c.Params);
        c.Work.Emit("customer.updated", customer, before);
        return c.Show(transaction);
    }

    private static Reply Update(ApiCall c)
    {
        var transaction = c.Work.Get("customer_balance_transaction", c.Ids[1], "id");
        transaction.Take(c.Params, "description");
        Metadata.Merge(transaction, c.Params);
        return c.Show(transaction);
    }
}
