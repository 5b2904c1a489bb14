namespace PenguinMails.StripeSandbox.Invoices;

/// <summary>Invoice items: amounts that wait for the next invoice, among them prorations.</summary>
internal static class PendingItems
{
    public static JsonObject Add(UnitOfWork w, JsonObject customer, JsonObject? subscription, LineSpec s, string currency)
    {
        var item = w.Add(new JsonObject
        {
            ["object"] = "invoiceitem",
            ["amount"] = s.Amount,
            ["created"] = w.NowOf(customer),
            ["currency"] = currency,
            ["customer"] = customer.Str("id"),
            ["date"] = w.NowOf(customer),
            ["description"] = s.Description,
            ["discountable"] = s.Discountable,
            ["discounts"] = new JsonArray(),
            ["metadata"] = s.Metadata.Copy() ?? new JsonObject(),
            ["net_amount"] = s.Amount,
            ["parent"] = subscription is null ? null : new JsonObject
            {
                ["subscription_details"] = new JsonObject { ["subscription"] = subscription.Str("id"), ["subscription_item"] = s.SubscriptionItem ?? "" },
                ["type"] = "subscription_details",
            },
            ["period"] = new JsonObject { ["end"] = s.End, ["start"] = s.Start },
            ["pricing"] = s.Price is null ? null : Lines.Pricing(s.Price),
            ["proration"] = s.Proration,
            ["quantity"] = (long)s.Quantity,
            ["quantity_decimal"] = s.Quantity.ToString("0.############", CultureInfo.InvariantCulture),
            ["tax_rates"] = new JsonArray(),
            ["test_clock"] = customer.Str("test_clock"),
            ["_item"] = s.SubscriptionItem,
            ["_credited"] = s.CreditedItems.Copy(),
        });
        item.Remove("created");
        w.Emit("invoiceitem.created", item);
        return item;
    }

    public static IEnumerable<JsonObject> Waiting(UnitOfWork w, JsonObject customer, JsonObject? subscription) =>
        w.All("invoiceitem").Where(i => i.Str("customer") == customer.Str("id") && i.Str("invoice") is null
            && (i.Str("parent.subscription_details.subscription") is not { } s || s == subscription?.Str("id")));

    /// <summary>The waiting items as lines of an invoice that is about to be made.</summary>
    public static List<LineSpec> Take(UnitOfWork w, JsonObject customer, JsonObject? subscription) =>
        [.. Waiting(w, customer, subscription).Select(i => Spec(w, i))];

    /// <summary>Tells the items which invoice took them.</summary>
    public static void Settle(UnitOfWork w, JsonObject invoice)
    {
        foreach (var line in Lines.Of(w, invoice))
        {
            var id = line.Str("parent.subscription_item_details.invoice_item") ?? line.Str("parent.invoice_item_details.invoice_item");
            if (w.Find(id) is { } item)
                item["invoice"] = invoice.Str("id");
        }
    }

    public static void Into(UnitOfWork w, JsonObject invoice, JsonObject item, JsonObject customer)
    {
        Lines.Add(w, invoice, Spec(w, item));
        item["invoice"] = invoice.Str("id");
        InvoiceBuilder.Recalculate(w, invoice, customer);
    }

    private static LineSpec Spec(UnitOfWork w, JsonObject i) => new(i.Int("amount"), i.Text("description"), i.Int("period.start"), i.Int("period.end"),
        w.Find(i.Str("pricing.price_details.price")), i.Int("quantity"))
    {
        Subscription = i.Str("parent.subscription_details.subscription"),
        SubscriptionItem = i.Str("_item"),
        InvoiceItem = i.Str("id"),
        Proration = i.Flag("proration"),
        CreditedItems = i.Obj("_credited"),
        Discountable = i.Flag("discountable"),
        Metadata = i.Obj("metadata"),
    };
}
