namespace PenguinMails.StripeSandbox.Checkout;

/// <summary>Combinations of parameters that Checkout refuses.</summary>
internal static class CheckoutRules
{
    public static void Check(UnitOfWork w, JsonObject p)
    {
        var mode = p.Str("mode") ?? throw StripeError.MissingParameter("mode");
        if (p.Str("success_url") is null && p.Str("ui_mode") is null or "hosted_page")
            throw StripeError.MissingParameter("success_url");
        foreach (var key in new[] { "success_url", "cancel_url" })
        {
            if (p.Str(key) is { } url && !Uri.TryCreate(url.Replace("{CHECKOUT_SESSION_ID}", "x", StringComparison.Ordinal), UriKind.Absolute, out _))
                throw StripeError.Invalid("Not a valid URL", key, "url_invalid");
        }
        if (p.Str("customer") is not null && p.Str("customer_email") is not null)
            throw StripeError.Invalid("You may only specify one of these parameters: customer, customer_email.", "customer_email");
        if (p.Has("allow_promotion_codes") && p.Has("discounts"))
            throw StripeError.Invalid("You may only specify one of these parameters: allow_promotion_codes, discounts.", "allow_promotion_codes");
        if (mode != "setup")
            CheckLineItems(w, p, mode);
        if (p.Str("customer") is { } customer)
            CheckCustomer(CustomerEndpoints.Live(w, customer, "customer"), p);
        else if (p.Has("customer_update"))
            throw StripeError.Invalid("`customer_update` can only be used with `customer`.", "customer_update");
    }

    private static void CheckLineItems(UnitOfWork w, JsonObject p, string mode)
    {
        var items = p.Objs("line_items").ToList();
        if (items.Count == 0)
            throw StripeError.MissingParameter("line_items");
        var recurring = items.Any(i => i.Obj("price_data.recurring") is not null || w.Find("price", i.Str("price"))?.Obj("recurring") is not null);
        if (mode == "subscription" && !recurring && items.All(i => i.Str("price") is null || w.Find("price", i.Str("price")) is not null))
            throw StripeError.Invalid("You must provide at least one recurring price in `subscription` mode when using prices.", "line_items");
        if (mode == "payment" && recurring)
            throw StripeError.Invalid("You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.", "line_items");
    }

    private static void CheckCustomer(JsonObject customer, JsonObject p)
    {
        if (p.Flag("automatic_tax.enabled") && customer.Str("address.country") is null && p.Str("customer_update.address") != "auto")
        {
            throw StripeError.Invalid("Automatic tax calculation in Checkout requires a valid address on the Customer. Add a valid address to the Customer or set either `customer_update[address]` to 'auto' or `customer_update[shipping]` to 'auto' to save the address entered in Checkout to the Customer.",
                "automatic_tax", "customer_tax_location_invalid");
        }
        if (p.Flag("tax_id_collection.enabled") && p.Str("customer_update.name") != "auto")
        {
            throw StripeError.Invalid("Tax ID collection requires updating business name on the customer. To enable tax ID collection for an existing customer, please set `customer_update[name]` to `auto`.",
                "tax_id_collection[enabled]");
        }
    }
}
