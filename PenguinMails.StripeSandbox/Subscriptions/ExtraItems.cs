namespace PenguinMails.StripeSandbox.Subscriptions;

/// <summary>`add_invoice_items`: one-time amounts on a subscription's next invoice.</summary>
internal static class ExtraItems
{
    public static void Add(UnitOfWork w, JsonObject customer, JsonObject s, JsonObject given)
    {
        var price = given.Obj("price_data") is { } data ? Prices.New(w, data)
            : w.Get("price", given.Str("price") ?? throw StripeError.MissingParameter("add_invoice_items[0][price]"), "add_invoice_items[0][price]");
        var quantity = given.IntOrNull("quantity") ?? 1;
        var now = w.NowOf(customer);
        PendingItems.Add(w, customer, s, new LineSpec(Amounts.Of(price, quantity), Wordings.Name(w, price), now, now, price, quantity)
        {
            Subscription = s.Str("id"),
        }, price.Text("currency"));
    }
}
