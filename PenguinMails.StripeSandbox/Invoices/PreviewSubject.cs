namespace PenguinMails.StripeSandbox.Invoices;

/// <summary>What a preview is about, read from its parameters.</summary>
internal static class PreviewSubject
{
    private static readonly string[] Same = ["items", "proration_behavior", "proration_date", "cancel_at", "cancel_at_period_end", "trial_end", "billing_cycle_anchor", "metadata"];

    public static JsonObject? Subscription(UnitOfWork w, JsonObject p)
    {
        if (p.Str("subscription") is { } id)
            return w.Get("subscription", id, "subscription");
        if (p.Str("schedule") is { } schedule && w.Get("subscription_schedule", schedule, "schedule").Str("subscription") is { } sub)
            return w.Find(sub);
        // A customer alone stands for the subscription that renews next.
        return p.Str("customer") is { } customer && p.Obj("subscription_details.items") is null && !p.Objs("subscription_details.items").Any() && !p.Objs("invoice_items").Any()
            ? w.Where("subscription", s => s.Str("customer") == customer && Renewal.Due(w, s) is not null).MinBy(s => Renewal.Due(w, s)) : null;
    }

    public static JsonObject Customer(UnitOfWork w, JsonObject p)
    {
        if (p.Str("customer") is { } id)
            return CustomerEndpoints.Live(w, id, "customer");
        if (p.Obj("customer_details") is not { } details)
            throw StripeError.Invalid("You must provide one of `customer`, `customer_details`, `subscription` or `schedule`.", "customer", "parameter_missing");
        var customer = w.Add(CustomerEndpoints.Blank(w, null, null));
        customer["address"] = Address.Of(details.Obj("address"));
        customer["tax_exempt"] = details.FilledStr("tax_exempt") ?? "none";
        return customer;
    }

    /// <summary>The parameters of the update that is previewed.</summary>
    public static JsonObject Update(JsonObject details)
    {
        var update = new JsonObject();
        foreach (var key in Same.Where(details.ContainsKey))
            update[key] = details[key].Copy();
        return update;
    }

    public static JsonObject NewInvoice(UnitOfWork w, JsonObject customer, JsonObject p)
    {
        var begin = new JsonObject { ["automatic_tax"] = p["automatic_tax"].Copy(), ["discounts"] = p["discounts"].Copy() };
        foreach (var (key, value) in p.Obj("subscription_details") ?? [])
            begin[key] = value.Copy();
        if (!begin.Objs("items").Any())
        {
            var items = PendingItems.Take(w, customer, null);
            return items.Count > 0 ? InvoiceBuilder.Draft(w, customer, null, "upcoming", items, customer.Str("currency") ?? "usd")
                : throw new StripeError(404, "invalid_request_error", $"No upcoming invoices for customer: {customer.Str("id")}", "invoice_upcoming_none");
        }
        var s = NewSubscription.Begin(w, customer, begin);
        return FirstInvoice.Make(w, s, customer, begin.Str("proration_behavior") != "none")
            ?? InvoiceBuilder.Draft(w, customer, s, "subscription_create", [], s.Text("currency"));
    }

    public static void AddItem(UnitOfWork w, JsonObject customer, JsonObject? s, JsonObject given, JsonObject p)
    {
        var price = given.Obj("price_data") is { } data ? Prices.New(w, data) : w.Find(given.Str("price"));
        var quantity = given.IntOrNull("quantity") ?? 1;
        var now = w.NowOf(customer);
        PendingItems.Add(w, customer, s, new LineSpec(price is null ? given.Int("amount") : Amounts.Of(price, quantity),
            given.Str("description") ?? (price is null ? "" : Wordings.Name(w, price)), now, now, price, quantity),
            given.Str("currency") ?? price?.Str("currency") ?? p.Str("currency") ?? "usd");
    }
}
