namespace PenguinMails.StripeSandbox.Delivery;

/// <summary>Shows an event as an endpoint pinned to an older API version gets it.</summary>
internal static class LegacyEvents
{
    public static void Convert(UnitOfWork w, JsonObject evt, string version)
    {
        evt["api_version"] = version;
        if (evt.Obj("data.object") is not { } o || string.CompareOrdinal(version, "2025-03-31") >= 0)
            return;
        switch (o.Str("object"))
        {
            case "subscription": Subscription(o); break;
            case "invoice": Invoice(w, o); break;
            case "charge": o["invoice"] = InvoiceOf(w, o.Str("payment_intent")); break;
            case "payment_intent": o["invoice"] = InvoiceOf(w, o.Str("id")); break;
            default: break;
        }
    }

    private static void Subscription(JsonObject o)
    {
        var item = o.Objs("items.data").FirstOrDefault();
        o["current_period_start"] = item?["current_period_start"].Copy();
        o["current_period_end"] = item?["current_period_end"].Copy();
        o["plan"] = item?["plan"].Copy();
        o["quantity"] = item?["quantity"].Copy();
        o["discount"] = null;
    }

    private static void Invoice(UnitOfWork w, JsonObject o)
    {
        var payment = w.All("invoice_payment").FirstOrDefault(p => p.Str("invoice") == o.Str("id"));
        var intent = w.Find(payment?.Str("payment.payment_intent"));
        o["payment_intent"] = intent?.Str("id");
        o["charge"] = intent?.Str("latest_charge");
        o["paid"] = o.Str("status") == "paid";
        o["subscription"] = o.Str("parent.subscription_details.subscription");
        o["tax"] = o.Objs("total_taxes").Any() ? o.Objs("total_taxes").Sum(t => t.Int("amount")) : null;
        o["discount"] = null;
        foreach (var line in o.Objs("lines.data"))
        {
            var details = line.Obj("parent.subscription_item_details") ?? line.Obj("parent.invoice_item_details");
            var price = w.Find(line.Str("pricing.price_details.price"));
            line["price"] = price is null ? null : w.Snapshot(price);
            line["plan"] = price is null ? null : Plans.Of(price);
            line["proration"] = details?.Flag("proration") ?? false;
            line["subscription"] = details?.Str("subscription");
            line["type"] = line.Obj("parent.subscription_item_details") is null ? "invoiceitem" : "subscription";
        }
    }

    private static string? InvoiceOf(UnitOfWork w, string? intent) =>
        intent is null ? null : w.All("invoice_payment").FirstOrDefault(p => p.Str("payment.payment_intent") == intent)?.Str("invoice");
}
