namespace PenguinMails.StripeSandbox.Payments;

internal static class Charges
{
    public static void Map(Api api)
    {
        api.Map("GET", "/v1/charges", c => c.List("charge", o => (c.Params.Str("customer") is not { } cus || o.Str("customer") == cus)
            && (c.Params.Str("payment_intent") is not { } pi || o.Str("payment_intent") == pi)));
        api.Map("GET", "/v1/charges/search", c => Search.Answer(c, "charge"));
        api.Map("GET", "/v1/charges/{id}", c => c.Show(c.Work.Get("charge", c.Id, "id")));
        api.Map("POST", "/v1/charges/{id}", Update);
    }

    public static JsonObject Record(UnitOfWork w, JsonObject intent, JsonObject pm, string? decline, bool authenticated)
    {
        var now = w.NowOf(intent);
        var charge = w.Add(new JsonObject
        {
            ["object"] = "charge",
            ["amount"] = intent.Int("amount"),
            ["amount_captured"] = decline is null ? intent.Int("amount") : 0,
            ["amount_refunded"] = 0L,
            ["billing_details"] = pm["billing_details"].Copy(),
            ["calculated_statement_descriptor"] = "PENGUINMAILS",
            ["captured"] = decline is null,
            ["created"] = now,
            ["currency"] = intent.Str("currency"),
            ["customer"] = intent.Str("customer"),
            ["description"] = intent.Str("description"),
            ["failure_code"] = decline is null ? null : DeclineCodes.ErrorCode(decline),
            ["failure_message"] = decline is null ? null : DeclineCodes.Message(decline),
            ["fraud_details"] = new JsonObject(),
            ["metadata"] = intent["metadata"].Copy(),
            ["outcome"] = Outcome(decline),
            ["paid"] = decline is null,
            ["payment_intent"] = intent.Str("id"),
            ["payment_method"] = pm.Str("id"),
            ["payment_method_details"] = PaymentMethodDetails(intent, pm, decline, authenticated),
            ["receipt_email"] = intent.Str("receipt_email"),
            ["refunded"] = false,
            ["status"] = decline is null ? "succeeded" : "failed",
        });
        if (decline is null)
        {
            charge["balance_transaction"] = BalanceTransactions.ForCharge(w, charge).Str("id");
            charge["receipt_url"] = $"{w.Sandbox.Url}/receipts/{charge.Str("id")}";
        }
        intent["latest_charge"] = charge.Str("id");
        return charge;
    }

    private static JsonObject Outcome(string? decline) => decline is null
        ? new JsonObject
        {
            ["network_status"] = "approved_by_network", ["risk_level"] = "normal", ["risk_score"] = 32L,
            ["seller_message"] = "Payment complete.", ["type"] = "authorized",
        }
        : new JsonObject
        {
            ["advice_code"] = DeclineCodes.Advice(decline), ["network_status"] = "declined_by_network", ["reason"] = decline,
            ["risk_level"] = "normal", ["risk_score"] = 32L, ["seller_message"] = $"The bank returned the decline code `{decline}`.",
            ["type"] = "issuer_declined",
        };

    private static JsonObject PaymentMethodDetails(JsonObject intent, JsonObject pm, string? decline, bool authenticated)
    {
        var card = pm.Obj("card")!;
        var shown = new JsonObject
        {
            ["amount_authorized"] = decline is null ? intent.Int("amount") : null,
            ["authorization_code"] = decline is null ? Ids.Random(6).ToUpperInvariant() : null,
            ["network"] = card.Str("brand"),
            ["three_d_secure"] = authenticated
                ? new JsonObject { ["authentication_flow"] = "challenge", ["result"] = "authenticated", ["version"] = "2.2.0" } : null,
        };
        foreach (var key in new[] { "brand", "checks", "country", "exp_month", "exp_year", "fingerprint", "funding", "last4", "regulated_status", "wallet" })
            shown[key] = card[key].Copy();
        return new JsonObject { ["card"] = shown, ["type"] = "card" };
    }

    private static Reply Update(ApiCall c)
    {
        var charge = c.Work.Get("charge", c.Id, "id");
        var before = c.Work.Snapshot(charge);
        charge.Take(c.Params, "description", "receipt_email", "fraud_details");
        Metadata.Merge(charge, c.Params);
        c.Work.Emit("charge.updated", charge, before);
        return c.Show(charge);
    }
}
