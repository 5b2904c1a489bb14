namespace PenguinMails.StripeSandbox.Checkout;

internal static class CheckoutEndpoints
{
    public static void Map(Api api)
    {
        api.Map("POST", "/v1/checkout/sessions", c => c.Show(CheckoutSessions.Create(c.Work, c.Params)));
        api.Map("GET", "/v1/checkout/sessions", List);
        api.Map("GET", "/v1/checkout/sessions/{id}", c => c.Show(c.Work.Get("checkout.session", c.Id, "id")));
        api.Map("POST", "/v1/checkout/sessions/{id}", Update);
        api.Map("POST", "/v1/checkout/sessions/{id}/expire", Expire);
        api.Map("GET", "/v1/checkout/sessions/{id}/line_items", LineItems);
    }

    private static Reply List(ApiCall c)
    {
        var p = c.Params;
        return c.List("checkout.session", s => (p.Str("customer") is not { } customer || s.Str("customer") == customer)
            && (p.Str("status") is not { } status || s.Str("status") == status)
            && (p.Str("subscription") is not { } sub || s.Str("subscription") == sub)
            && (p.Str("payment_intent") is not { } pi || s.Str("payment_intent") == pi)
            && (p.Str("customer_details.email") is not { } email || s.Str("customer_details.email") == email));
    }

    private static Reply Update(ApiCall c)
    {
        var session = c.Work.Get("checkout.session", c.Id, "id");
        Metadata.Merge(session, c.Params);
        return c.Show(session);
    }

    private static Reply Expire(ApiCall c)
    {
        var session = c.Work.Get("checkout.session", c.Id, "id");
        if (session.Str("status") != "open")
        {
            throw StripeError.Invalid($"Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of `{session.Str("status")}`.");
        }
        CheckoutSessions.Expire(c.Work, session);
        return c.Show(session);
    }

    private static Reply LineItems(ApiCall c)
    {
        var session = c.Work.Get("checkout.session", c.Id, "id");
        return c.List("item", session.Strs("_items").Select(id => c.Work.Find(id)!));
    }
}
