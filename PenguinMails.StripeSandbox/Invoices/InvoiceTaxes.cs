namespace PenguinMails.StripeSandbox.Invoices;

internal static class InvoiceTaxes
{
    public static void Apply(UnitOfWork w, JsonObject invoice, JsonObject customer)
    {
        var rule = invoice.Flag("automatic_tax.enabled") ? TaxTable.For(w, customer) : null;
        if (invoice.Flag("automatic_tax.enabled"))
        {
            var located = customer.Str("address.country") is not null;
            invoice["automatic_tax"]!["status"] = located ? "complete" : "requires_location_inputs";
            invoice["automatic_tax"]!["provider"] = "stripe";
        }
        invoice["customer_address"] = customer["address"].Copy();
        invoice["customer_tax_ids"] = Json.Array(w.All("tax_id").Where(t => t.Str("customer") == customer.Str("id"))
            .Select(t => new JsonObject { ["type"] = t.Str("type"), ["value"] = t.Str("value") }));
        var all = new List<JsonObject>();
        foreach (var line in Lines.Of(w, invoice))
        {
            var taxes = rule is null ? new JsonArray() : new JsonArray(Tax(w, line, rule));
            line["taxes"] = taxes;
            all.AddRange(taxes.OfType<JsonObject>());
        }
        invoice["total_taxes"] = Json.Array(all.GroupBy(t => (t.Str("tax_rate_details.tax_rate"), t.Str("tax_behavior"))).Select(Total));
    }

    private static JsonObject Tax(UnitOfWork w, JsonObject line, TaxRule rule)
    {
        var inclusive = w.Find(line.Str("pricing.price_details.price"))?.Str("tax_behavior") == "inclusive";
        var net = InvoiceDiscounts.Net(line);
        var amount = inclusive ? rule.Inclusive(net) : rule.Exclusive(net);
        return new JsonObject
        {
            ["amount"] = amount,
            ["tax_behavior"] = inclusive ? "inclusive" : "exclusive",
            ["tax_rate_details"] = new JsonObject { ["tax_rate"] = rule.Rate(w, inclusive).Str("id") },
            ["taxability_reason"] = rule.Reason,
            ["taxable_amount"] = inclusive ? net - amount : net,
            ["type"] = "tax_rate_details",
        };
    }

    private static JsonObject Total(IEnumerable<JsonObject> same)
    {
        var list = same.ToList();
        var total = list[0].DeepClone().AsObject();
        total["amount"] = list.Sum(t => t.Int("amount"));
        total["taxable_amount"] = list.Sum(t => t.Int("taxable_amount"));
        return total;
    }
}
