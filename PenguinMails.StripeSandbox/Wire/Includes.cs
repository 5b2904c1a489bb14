namespace PenguinMails.StripeSandbox.Wire;

/// <summary>Members that Stripe shows only when they are asked for by `expand`.</summary>
internal static class Includes
{
    public static JsonNode? Of(UnitOfWork w, JsonObject o, string key) => (o.Str("object"), key) switch
    {
        ("invoice", "payments") => Ids(w, "invoice_payment", p => p.Str("invoice") == o.Str("id")),
        ("invoice", "confirmation_secret") => InvoicePayments.ConfirmationSecret(w, o),
        ("customer", "subscriptions") => Ids(w, "subscription", s => s.Str("customer") == o.Str("id") && !SubscriptionStatus.IsOver(s)),
        ("customer", "tax_ids") => Ids(w, "tax_id", t => t.Str("customer") == o.Str("id")),
        ("customer", "sources") => new JsonArray(),
        ("customer", "tax") => TaxTable.CustomerTax(o),
        ("charge", "refunds") => Ids(w, "refund", r => r.Str("charge") == o.Str("id")),
        ("checkout.session", "line_items") => o["_items"],
        ("price", "tiers") => o["_tiers"],
        ("coupon", "applies_to") => o["_applies_to"],
        (null, "breakdown") => o["_breakdown"],
        _ => null,
    };

    private static JsonArray Ids(UnitOfWork w, string kind, Func<JsonObject, bool> fits) =>
        Json.Array(w.All(kind).Where(fits).Reverse().Select(o => o.Text("id")));
}
