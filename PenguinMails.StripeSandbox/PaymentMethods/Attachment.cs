namespace PenguinMails.StripeSandbox.PaymentMethods;

internal static class Attachment
{
    /// <summary>A payment method by id; `pm_card_visa` and its like make a new one of that card.</summary>
    public static JsonObject Resolve(UnitOfWork w, string id, string? param = "payment_method")
    {
        if (TestCard.ByName(id) is not { } card)
            return w.Get("payment_method", id, param);
        var year = DateTimeOffset.FromUnixTimeSeconds(w.Now).Year + 1;
        return w.Add(CardDetails.NewPaymentMethod(w, card, 12, year, null));
    }

    public static JsonObject Attach(UnitOfWork w, string id, JsonObject customer)
    {
        var pm = Resolve(w, id, "id");
        Attach(w, pm, customer);
        return pm;
    }

    public static void Attach(UnitOfWork w, JsonObject pm, JsonObject customer)
    {
        if (pm.Str("customer") == customer.Str("id"))
            return;
        if (pm.Str("customer") is not null)
            throw StripeError.Invalid("The payment method you provided has already been attached to a customer.", code: "payment_method_unexpected_state");
        if (pm.Flag("_detached"))
            throw StripeError.Invalid("This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.");
        if (Behaviours.RefusedWhenSaved(pm.Text("_behaviour")) is { } reason)
            throw DeclineCodes.Error(reason);
        pm["customer"] = customer.Str("id");
        w.Emit("payment_method.attached", pm);
    }

    public static void Detach(UnitOfWork w, JsonObject pm)
    {
        if (pm.Str("customer") is not { } owner)
            throw StripeError.Invalid("The payment method you provided is not attached to a customer so detachment is impossible.");
        var before = w.Snapshot(pm);
        pm["customer"] = null;
        pm["_detached"] = true;
        var customer = w.Get("customer", owner);
        var id = pm.Str("id");
        if (customer.Str("invoice_settings.default_payment_method") == id)
            customer["invoice_settings"]!["default_payment_method"] = null;
        foreach (var s in w.Where("subscription", s => s.Str("default_payment_method") == id))
            s["default_payment_method"] = null;
        w.Emit("payment_method.detached", pm, before);
    }
}
