namespace PenguinMails.StripeSandbox.PaymentMethods;

internal static class PaymentMethodEndpoints
{
    public static void Map(Api api)
    {
        api.Map("POST", "/v1/payment_methods", Create);
        api.Map("GET", "/v1/payment_methods", c => Of(c, c.Params.Str("customer")));
        api.Map("GET", "/v1/payment_methods/{id}", c => c.Show(c.Work.Get("payment_method", c.Id, "id")));
        api.Map("POST", "/v1/payment_methods/{id}", Update);
        api.Map("POST", "/v1/payment_methods/{id}/attach", Attach);
        api.Map("POST", "/v1/payment_methods/{id}/detach", Detach);
        api.Map("GET", "/v1/customers/{id}/payment_methods", c => Of(c, CustomerEndpoints.Live(c.Work, c.Id).Str("id")));
        api.Map("GET", "/v1/customers/{customer}/payment_methods/{id}", c => c.Show(c.Work.Get("payment_method", c.Ids[1], "id")));
    }

    private static Reply Create(ApiCall c)
    {
        var p = c.Params;
        var card = p.Obj("card") ?? throw StripeError.MissingParameter("card");
        var test = card.Str("token") is { } token ? TestCard.ByName(token) : TestCard.ByNumber(card.Text("number").Replace(" ", "", StringComparison.Ordinal));
        if (test is null)
            throw new StripeError(402, "card_error", "Your card number is incorrect.", "incorrect_number", "number");
        var year = DateTimeOffset.FromUnixTimeSeconds(c.Work.Now).Year + 1;
        var pm = CardDetails.NewPaymentMethod(c.Work, test, card.IntOrNull("exp_month") ?? 12, card.IntOrNull("exp_year") ?? year,
            p.Obj("billing_details"), card.Str("cvc") is not null || card.Str("token") is not null);
        pm.Take(p, "allow_redisplay");
        Metadata.Merge(pm, p);
        return c.Show(c.Work.Add(pm));
    }

    private static Reply Of(ApiCall c, string? customer) => c.List("payment_method",
        m => m.Str("customer") is { } owner && owner == customer && (c.Params.Str("type") is not { } type || m.Str("type") == type));

    private static Reply Update(ApiCall c)
    {
        var pm = c.Work.Get("payment_method", c.Id, "id");
        if (pm.Str("customer") is null)
            throw StripeError.Invalid("You must save this PaymentMethod to a customer before you can update it.", code: "payment_method_unexpected_state");
        var before = c.Work.Snapshot(pm);
        if (c.Params.Obj("billing_details") is { } billing)
        {
            var target = pm.Obj("billing_details")!;
            target.Take(billing, "email", "name", "phone");
            if (billing.Obj("address") is { } address)
                target["address"] = Address.Of(address);
        }
        if (c.Params.Obj("card") is { } card)
            pm.Obj("card")!.Take(card, "exp_month", "exp_year");
        pm.Take(c.Params, "allow_redisplay");
        Metadata.Merge(pm, c.Params);
        c.Work.Emit("payment_method.updated", pm, before);
        return c.Show(pm);
    }

    private static Reply Attach(ApiCall c)
    {
        var customer = CustomerEndpoints.Live(c.Work, c.Params.Str("customer") ?? throw StripeError.MissingParameter("customer"), "customer");
        return c.Show(Attachment.Attach(c.Work, c.Id, customer));
    }

    private static Reply Detach(ApiCall c)
    {
        var pm = c.Work.Get("payment_method", c.Id, "id");
        Attachment.Detach(c.Work, pm);
        return c.Show(pm);
    }
}
