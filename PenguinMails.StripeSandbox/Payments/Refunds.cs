namespace PenguinMails.StripeSandbox.Payments;

internal static class Refunds
{
    public static void Map(Api api)
    {
        api.Map("POST", "/v1/refunds", Create);
        api.Map("GET", "/v1/refunds", c => c.List("refund", r => (c.Params.Str("charge") is not { } ch || r.Str("charge") == ch)
            && (c.Params.Str("payment_intent") is not { } pi || r.Str("payment_intent") == pi)));
        api.Map("GET", "/v1/refunds/{id}", c => c.Show(c.Work.Get("refund", c.Id, "id")));
        api.Map("POST", "/v1/refunds/{id}", Update);
    }

    public static JsonObject New(UnitOfWork w, JsonObject charge, long amount, string? reason)
    {
        var refund = w.Add(new JsonObject
        {
            ["object"] = "refund",
            ["amount"] = amount,
            ["charge"] = charge.Str("id"),
            ["created"] = w.NowOf(charge),
            ["currency"] = charge.Str("currency"),
            ["customer"] = charge.Str("customer"),
            ["destination_details"] = new JsonObject
            {
                ["card"] = new JsonObject { ["reference_status"] = "pending", ["reference_type"] = "acquirer_reference_number", ["type"] = "refund" },
                ["type"] = "card",
            },
            ["metadata"] = new JsonObject(),
            ["payment_intent"] = charge.Str("payment_intent"),
            ["payment_method"] = charge.Str("payment_method"),
            ["reason"] = reason,
            ["status"] = "succeeded",
        });
        refund["balance_transaction"] = BalanceTransactions.Add(w, refund, -amount, 0, "refund").Str("id");
        return refund;
    }

    private static Reply Create(ApiCall c)
    {
        var charge = ChargeOf(c);
        var left = charge.Int("amount_captured") - charge.Int("amount_refunded");
        if (!charge.Flag("paid"))
            throw StripeError.Invalid($"Charge {charge.Str("id")} has not been paid and cannot be refunded.", "charge");
        if (left <= 0)
            throw StripeError.Invalid($"Charge {charge.Str("id")} has already been refunded.", code: "charge_already_refunded");
        if (charge.Flag("disputed"))
            throw StripeError.Invalid($"Charge {charge.Str("id")} has been charged back; cannot issue a refund.", code: "charge_disputed");
        var amount = c.Params.IntOrNull("amount") ?? left;
        if (amount <= 0)
            throw StripeError.Invalid("Invalid positive integer", "amount", "parameter_invalid_integer");
        if (amount > left)
        {
            var currency = charge.Text("currency");
            throw StripeError.Invalid($"Refund amount ({Amounts.Text(amount, currency)}) is greater than unrefunded amount on charge ({Amounts.Text(left, currency)})", "amount");
        }
        var before = c.Work.Snapshot(charge);
        var refund = New(c.Work, charge, amount, c.Params.Str("reason"));
        Metadata.Merge(refund, c.Params);
        charge["amount_refunded"] = charge.Int("amount_refunded") + amount;
        charge["refunded"] = charge.Int("amount_refunded") == charge.Int("amount");
        c.Work.Emit("refund.created", refund);
        c.Work.Emit("charge.refunded", charge, before);
        return c.Show(refund);
    }

    private static JsonObject ChargeOf(ApiCall c)
    {
        if (c.Params.Str("charge") is { } id)
            return c.Work.Get("charge", id, "charge");
        var intent = c.Work.Get("payment_intent", c.Params.Str("payment_intent")
            ?? throw StripeError.Invalid("One of the following params should be provided for this request: payment_intent or charge."), "payment_intent");
        return c.Work.Find("charge", intent.Str("latest_charge")) is { } charge && charge.Flag("paid")
            ? charge : throw StripeError.Invalid("This PaymentIntent does not have a successful charge to refund.", "payment_intent");
    }

    private static Reply Update(ApiCall c)
    {
        var refund = c.Work.Get("refund", c.Id, "id");
        var before = c.Work.Snapshot(refund);
        Metadata.Merge(refund, c.Params);
        c.Work.Emit("refund.updated", refund, before);
        return c.Show(refund);
    }
}
