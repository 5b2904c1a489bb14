namespace PenguinMails.StripeSandbox.Payments;

/// <summary>Money as it reaches the account: charges less Stripe's fee, refunds, disputes.</summary>
internal static class BalanceTransactions
{
    private const long FixedFee = 30;
    private const long AvailableAfter = 2 * 86400;

    public static void Map(Api api)
    {
        api.Map("GET", "/v1/balance_transactions", c => c.List("balance_transaction",
            t => (c.Params.Str("type") is not { } type || t.Str("type") == type) && (c.Params.Str("source") is not { } s || t.Str("source") == s)));
        api.Map("GET", "/v1/balance_transactions/{id}", c => c.Show(c.Work.Get("balance_transaction", c.Id, "id")));
        api.Map("GET", "/v1/balance", Balance);
    }

    public static JsonObject ForCharge(UnitOfWork w, JsonObject charge) =>
        Add(w, charge, charge.Int("amount"), Amounts.Round(charge.Int("amount") * 0.029m) + FixedFee, "charge");

    public static JsonObject Add(UnitOfWork w, JsonObject source, long amount, long fee, string type)
    {
        var now = w.NowOf(source);
        return w.Add(new JsonObject
        {
            ["object"] = "balance_transaction",
            ["amount"] = amount,
            ["available_on"] = now + AvailableAfter,
            ["balance_type"] = "payments",
            ["created"] = now,
            ["currency"] = source.Str("currency"),
            ["description"] = source.Str("description"),
            ["fee"] = fee,
            ["fee_details"] = fee == 0 ? new JsonArray() : new JsonArray(new JsonObject
            {
                ["amount"] = fee, ["application"] = null, ["currency"] = source.Str("currency"),
                ["description"] = "Stripe processing fees", ["type"] = "stripe_fee",
            }),
            ["net"] = amount - fee,
            ["reporting_category"] = type == "adjustment" ? "dispute" : type,
            ["source"] = source.Str("id"),
            ["status"] = "pending",
            ["type"] = type,
        });
    }

    private static Reply Balance(ApiCall c)
    {
        JsonArray Sum(bool available) => new([.. c.Work.All("balance_transaction")
            .Where(t => t.Int("available_on") <= c.Work.Now == available)
            .GroupBy(t => t.Text("currency")).DefaultIfEmpty(Enumerable.Empty<JsonObject>().GroupBy(_ => "usd").FirstOrDefault())
            .Select(g => (JsonNode)new JsonObject
            {
                ["amount"] = g?.Sum(t => t.Int("net")) ?? 0,
                ["currency"] = g?.Key ?? "usd",
                ["source_types"] = new JsonObject { ["card"] = g?.Sum(t => t.Int("net")) ?? 0 },
            })]);
        return new Reply(new JsonObject { ["object"] = "balance", ["available"] = Sum(true), ["livemode"] = false, ["pending"] = Sum(false) });
    }
}
