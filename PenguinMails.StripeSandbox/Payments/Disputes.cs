namespace PenguinMails.StripeSandbox.Payments;

internal static class Disputes
{
    private const long Fee = 1500;

    public static void Map(Api api)
    {
        api.Map("GET", "/v1/disputes", c => c.List("dispute", d => (c.Params.Str("charge") is not { } ch || d.Str("charge") == ch)
            && (c.Params.Str("payment_intent") is not { } pi || d.Str("payment_intent") == pi)));
        api.Map("GET", "/v1/disputes/{id}", c => c.Show(c.Work.Get("dispute", c.Id, "id")));
        api.Map("POST", "/v1/disputes/{id}", Update);
        api.Map("POST", "/v1/disputes/{id}/close", c => c.Show(Close(c.Work, c.Work.Get("dispute", c.Id, "id"), "lost")));
    }

    public static JsonObject Open(UnitOfWork w, JsonObject charge, string reason)
    {
        if (charge.Flag("disputed"))
            throw StripeError.Invalid($"Charge {charge.Str("id")} is disputed already.");
        charge["disputed"] = true;
        var dispute = w.Add(new JsonObject
        {
            ["object"] = "dispute",
            ["amount"] = charge.Int("amount") - charge.Int("amount_refunded"),
            ["charge"] = charge.Str("id"),
            ["created"] = w.NowOf(charge),
            ["currency"] = charge.Str("currency"),
            ["customer"] = null,
            ["evidence"] = new JsonObject(),
            ["evidence_details"] = new JsonObject { ["due_by"] = w.NowOf(charge) + (9 * 86400), ["submission_method"] = "not_submitted" },
            ["is_charge_refundable"] = false,
            ["payment_intent"] = charge.Str("payment_intent"),
            ["payment_method_details"] = new JsonObject
            {
                ["card"] = new JsonObject
                {
                    ["brand"] = charge.Str("payment_method_details.card.brand"), ["case_type"] = "chargeback",
                    ["network"] = charge.Str("payment_method_details.card.network"), ["network_reason_code"] = "10.4",
                },
                ["type"] = "card",
            },
            ["reason"] = reason,
            ["status"] = "needs_response",
        });
        dispute.Remove("customer");
        var withdrawn = BalanceTransactions.Add(w, dispute, -dispute.Int("amount"), Fee, "adjustment");
        dispute["balance_transactions"] = Json.Array([withdrawn.Text("id")]);
        w.Emit("charge.dispute.created", dispute);
        w.Emit("charge.dispute.funds_withdrawn", dispute);
        return dispute;
    }

    public static JsonObject Close(UnitOfWork w, JsonObject dispute, string status)
    {
        dispute["status"] = status;
        if (status == "won")
        {
            var back = BalanceTransactions.Add(w, dispute, dispute.Int("amount"), 0, "adjustment");
            dispute["balance_transactions"]!.AsArray().Add(back.Str("id"));
            w.Emit("charge.dispute.funds_reinstated", dispute);
        }
        w.Emit("charge.dispute.closed", dispute);
        return dispute;
    }

    private static Reply Update(ApiCall c)
    {
        var dispute = c.Work.Get("dispute", c.Id, "id");
        var before = c.Work.Snapshot(dispute);
        if (c.Params.Obj("evidence") is { } evidence)
        {
            dispute.Obj("evidence")!.Take(evidence, [.. evidence.Select(e => e.Key).Where(k => k != "enhanced_evidence")]);
            dispute["evidence_details"]!["has_evidence"] = true;
        }
        if (c.Params.Flag("submit"))
        {
            dispute["status"] = "under_review";
            dispute["evidence_details"]!["submission_count"] = dispute.Int("evidence_details.submission_count") + 1;
            dispute["evidence_details"]!["submission_method"] = "manual";
        }
        Metadata.Merge(dispute, c.Params);
        c.Work.Emit("charge.dispute.updated", dispute, before);
        return c.Show(dispute);
    }
}
