namespace PenguinMails.StripeSandbox.Invoices;

internal static class Lines
{
    public static JsonObject Add(UnitOfWork w, JsonObject invoice, LineSpec s)
    {
        var line = w.Add(new JsonObject
        {
            ["object"] = "line_item",
            ["amount"] = s.Amount,
            ["currency"] = invoice.Str("currency"),
            ["description"] = s.Description,
            ["discount_amounts"] = new JsonArray(),
            ["discountable"] = s.Discountable,
            ["discounts"] = new JsonArray(),
            ["invoice"] = invoice.Str("id"),
            ["livemode"] = false,
            ["metadata"] = s.Metadata.Copy() ?? new JsonObject(),
            ["parent"] = Parent(s),
            ["period"] = new JsonObject { ["end"] = s.End, ["start"] = s.Start },
            ["pretax_credit_amounts"] = new JsonArray(),
            ["pricing"] = s.Price is null ? null : Pricing(s.Price),
            ["quantity"] = decimal.IsInteger(s.Quantity) ? (long)s.Quantity : null,
            ["quantity_decimal"] = s.Quantity.ToString("0.############", CultureInfo.InvariantCulture),
            ["subscription"] = s.Subscription,
            ["subtotal"] = s.Amount,
            ["taxes"] = new JsonArray(),
        });
        invoice["lines"]!.AsArray().Add(line.Str("id"));
        return line;
    }

    public static List<JsonObject> Of(UnitOfWork w, JsonObject invoice) => [.. invoice.Strs("lines").Select(id => w.Find(id)).OfType<JsonObject>()];

    public static JsonObject Pricing(JsonObject price) => new()
    {
        ["price_details"] = new JsonObject { ["price"] = price.Str("id"), ["product"] = price.Str("product") },
        ["type"] = "price_details",
        ["unit_amount_decimal"] = price.Str("unit_amount_decimal"),
    };

    private static JsonObject Parent(LineSpec s)
    {
        var proration = new JsonObject { ["credited_items"] = s.CreditedItems.Copy() };
        if (s.SubscriptionItem is null)
        {
            return new JsonObject
            {
                ["invoice_item_details"] = new JsonObject
                {
                    ["invoice_item"] = s.InvoiceItem, ["proration"] = s.Proration, ["proration_details"] = proration, ["subscription"] = s.Subscription,
                },
                ["subscription_item_details"] = null,
                ["type"] = "invoice_item_details",
            };
        }
        return new JsonObject
        {
            ["invoice_item_details"] = null,
            ["subscription_item_details"] = new JsonObject
            {
                ["invoice_item"] = s.InvoiceItem, ["proration"] = s.Proration, ["proration_details"] = proration,
                ["subscription"] = s.Subscription, ["subscription_item"] = s.SubscriptionItem,
            },
            ["type"] = "subscription_item_details",
        };
    }
}
