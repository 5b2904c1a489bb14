namespace PenguinMails.StripeSandbox.Invoices;

internal sealed record TaxRule(string Country, decimal Percentage, string Type, string Name, string Reason)
{
    public long Exclusive(long amount) => Amounts.Round(amount * Percentage / 100);

    public long Inclusive(long amount) => Amounts.Round(amount * Percentage / (100 + Percentage));

    /// <summary>The tax rate object of this rule, made when first needed.</summary>
    public JsonObject Rate(UnitOfWork w, bool inclusive)
    {
        var known = w.All("tax_rate").FirstOrDefault(r => r.Str("country") == Country && r.Num("percentage") == Percentage
            && r.Flag("inclusive") == inclusive && r.Str("_reason") == Reason);
        return known ?? w.Add(new JsonObject
        {
            ["object"] = "tax_rate",
            ["active"] = false,
            ["country"] = Country,
            ["created"] = w.Now,
            ["display_name"] = Name,
            ["effective_percentage"] = Percentage,
            ["inclusive"] = inclusive,
            ["jurisdiction"] = Country,
            ["jurisdiction_level"] = "country",
            ["metadata"] = new JsonObject(),
            ["percentage"] = Percentage,
            ["rate_type"] = "percentage",
            ["tax_type"] = Type,
            ["_reason"] = Reason,
        });
    }
}
