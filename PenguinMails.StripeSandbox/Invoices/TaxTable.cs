namespace PenguinMails.StripeSandbox.Invoices;

/// <summary>A fixed table stands for Stripe Tax: the account is registered in these countries and nowhere else (so not in the US).</summary>
internal static class TaxTable
{
    private static readonly Dictionary<string, (decimal Percentage, string Type, string Name)> Rates = new()
    {
        ["AT"] = (20, "vat", "VAT"), ["BE"] = (21, "vat", "VAT"), ["DE"] = (19, "vat", "VAT"), ["DK"] = (25, "vat", "VAT"),
        ["ES"] = (21, "vat", "VAT"), ["FI"] = (25.5m, "vat", "VAT"), ["FR"] = (20, "vat", "VAT"), ["IE"] = (23, "vat", "VAT"),
        ["IT"] = (22, "vat", "VAT"), ["NL"] = (21, "vat", "VAT"), ["PL"] = (23, "vat", "VAT"), ["PT"] = (23, "vat", "VAT"),
        ["SE"] = (25, "vat", "VAT"), ["GB"] = (20, "vat", "VAT"), ["AU"] = (10, "gst", "GST"), ["CA"] = (5, "gst", "GST"),
    };

    /// <summary>The tax of a customer's address; null where nothing is collected.</summary>
    public static TaxRule? For(UnitOfWork w, JsonObject customer, JsonObject? address = null)
    {
        var country = (address ?? customer.Obj("address"))?.Str("country");
        if (country is null || !Rates.TryGetValue(country, out var rate))
            return null;
        if (customer.Str("tax_exempt") == "exempt")
            return new TaxRule(country, 0, rate.Type, rate.Name, "customer_exempt");
        var business = customer.Str("tax_exempt") == "reverse"
            || (rate.Type == "vat" && w.All("tax_id").Any(t => t.Str("customer") == customer.Str("id") && t.Str("type") is "eu_vat" or "gb_vat"));
        return business ? new TaxRule(country, 0, rate.Type, rate.Name, "reverse_charge") : new TaxRule(country, rate.Percentage, rate.Type, rate.Name, "standard_rated");
    }

    public static JsonObject CustomerTax(JsonObject customer)
    {
        var country = customer.Str("address.country");
        return new JsonObject
        {
            ["automatic_tax"] = country is null ? "unrecognized_location" : Rates.ContainsKey(country) ? "supported" : "not_collecting",
            ["ip_address"] = null,
            ["location"] = country is null ? null : new JsonObject { ["country"] = country, ["source"] = "billing_address", ["state"] = customer.Str("address.state") },
            ["provider"] = "stripe",
        };
    }
}
