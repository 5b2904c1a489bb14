namespace PenguinMails.StripeSandbox.Subscriptions;

internal static class SubscriptionEndpoints
{
    public static void Map(Api api)
    {
        api.Map("POST", "/v1/subscriptions", Create);
        api.Map("GET", "/v1/subscriptions", List);
        api.Map("GET", "/v1/subscriptions/search", c => Search.Answer(c, "subscription"));
        api.Map("GET", "/v1/subscriptions/{id}", c => c.Show(c.Work.Get("subscription", c.Id, "id")));
        api.Map("POST", "/v1/subscriptions/{id}", Update);
        api.Map("DELETE", "/v1/subscriptions/{id}", Cancel);
        api.Map("DELETE", "/v1/subscriptions/{id}/discount", DeleteDiscount);
        api.Map("POST", "/v1/subscriptions/{id}/pause", Pausing.PauseNow);
        api.Map("POST", "/v1/subscriptions/{id}/resume", Pausing.Resume);
    }

    private static Reply Create(ApiCall c)
    {
        var (w, p) = (c.Work, c.Params);
        var customer = CustomerEndpoints.Live(w, p.Str("customer") ?? throw StripeError.MissingParameter("customer"), "customer");
        if (p.FilledStr("default_payment_method") is { } pm && w.Get("payment_method", pm, "default_payment_method").Str("customer") != customer.Str("id"))
            throw StripeError.Invalid($"The customer does not have a payment method with the ID {pm}. The payment method must be attached to the customer.", "default_payment_method", "resource_missing");
        var s = NewSubscription.Begin(w, customer, p);
        foreach (var extra in p.Objs("add_invoice_items"))
            ExtraItems.Add(w, customer, s, extra);
        var invoice = FirstInvoice.Make(w, s, customer, p.Str("proration_behavior") != "none");
        FirstInvoice.Collect(w, s, invoice, p.Str("payment_behavior") ?? "allow_incomplete", p.Flag("off_session"));
        return c.Show(s);
    }

    private static Reply List(ApiCall c)
    {
        var p = c.Params;
        if (p.Str("customer") is { } id)
            c.Work.Get("customer", id, "customer");
        return c.List("subscription", s => (p.Str("customer") is not { } customer || s.Str("customer") == customer)
            && StatusFits(s, p.Str("status"))
            && (p.Str("price") is not { } price || Items.Of(c.Work, s).Any(i => i.Str("price") == price))
            && (!(p.Has("current_period_end") || p.Has("current_period_start")) || Items.Of(c.Work, s).Any(i =>
                Page.InRange(i, p, "current_period_end") && Page.InRange(i, p, "current_period_start")))
            && (p.Str("collection_method") is not { } m || s.Str("collection_method") == m)
            && (p.Str("test_clock") is not { } clock || s.Str("test_clock") == clock));
    }

    private static bool StatusFits(JsonObject s, string? wanted) => wanted switch
    {
        null => s.Str("status") != "canceled",
        "all" => true,
        "ended" => SubscriptionStatus.IsOver(s),
        _ => s.Str("status") == wanted,
    };

    private static Reply Update(ApiCall c)
    {
        var s = c.Work.Get("subscription", c.Id, "id");
        Changes.Apply(c.Work, s, c.Params);
        return c.Show(s);
    }

    private static Reply Cancel(ApiCall c)
    {
        var s = c.Work.Get("subscription", c.Id, "id");
        if (SubscriptionStatus.IsOver(s))
            throw new StripeError(404, "invalid_request_error", $"No such subscription: '{c.Id}'", "resource_missing", "id");
        Cancellation.CancelNow(c.Work, s, c.Params);
        return c.Show(s);
    }

    private static Reply DeleteDiscount(ApiCall c)
    {
        var s = c.Work.Get("subscription", c.Id, "id");
        var discount = s.Strs("discounts").Select(id => c.Work.Find(id)).OfType<JsonObject>().FirstOrDefault()
            ?? throw StripeError.Invalid("No active discount for subscription: " + c.Id);
        var before = c.Work.Snapshot(s);
        Discounts.Remove(c.Work, discount);
        c.Work.Emit("customer.subscription.updated", s, before);
        return Discounts.Deleted(c.Work, discount);
    }
}
