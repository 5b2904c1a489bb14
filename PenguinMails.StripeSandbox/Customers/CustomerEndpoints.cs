namespace PenguinMails.StripeSandbox.Customers;

internal static class CustomerEndpoints
{
    private static readonly string[] Plain = ["business_name", "description", "email", "individual_name", "invoice_prefix", "name",
        "next_invoice_sequence", "phone", "preferred_locales", "shipping", "tax_exempt"];

    public static void Map(Api api)
    {
        api.Map("POST", "/v1/customers", Create);
        api.Map("GET", "/v1/customers", List);
        api.Map("GET", "/v1/customers/search", c => Search.Answer(c, "customer"));
        api.Map("GET", "/v1/customers/{id}", c => c.Show(c.Work.Get("customer", c.Id, "id")));
        api.Map("POST", "/v1/customers/{id}", Update);
        api.Map("DELETE", "/v1/customers/{id}", Delete);
        api.Map("DELETE", "/v1/customers/{id}/discount", DeleteDiscount);
    }

    private static Reply Create(ApiCall c)
    {
        var p = c.Params;
        if (p.Str("test_clock") is { } clock)
            c.Work.Get("test_helpers.test_clock", clock, "test_clock");
        var customer = Blank(c.Work, null, null);
        customer["balance"] = p.Int("balance");
        customer["test_clock"] = p.Str("test_clock");
        customer["created"] = c.Work.NowOf(customer);
        Change(c.Work, customer, p);
        c.Work.Add(customer);
        c.Work.Emit("customer.created", customer);
        if (p.Int("balance") != 0)
            CustomerBalance.Adjust(c.Work, customer, 0, "initial", ending: p.Int("balance"));
        foreach (var taxId in p.Objs("tax_id_data"))
            TaxIds.New(c.Work, customer, taxId.Text("type"), taxId.Text("value"));
        if (p.Str("payment_method") is { } pm)
            Attachment.Attach(c.Work, pm, customer);
        Metadata.Merge(customer, p);
        return c.Show(customer);
    }

    public static JsonObject Blank(UnitOfWork w, string? email, string? name) => new()
    {
        ["object"] = "customer",
        ["address"] = null,
        ["balance"] = 0L,
        ["created"] = w.Now,
        ["currency"] = null,
        ["delinquent"] = false,
        ["discount"] = null,
        ["email"] = email,
        ["invoice_prefix"] = Ids.New("prefix").ToUpperInvariant(),
        ["invoice_settings"] = new JsonObject(),
        ["metadata"] = new JsonObject(),
        ["name"] = name,
        ["next_invoice_sequence"] = 1L,
        ["phone"] = null,
        ["preferred_locales"] = new JsonArray(),
        ["tax_exempt"] = "none",
        ["test_clock"] = null,
    };

    private static Reply Update(ApiCall c)
    {
        var customer = Live(c.Work, c.Id);
        var before = c.Work.Snapshot(customer);
        if (c.Params.IntOrNull("balance") is { } balance && balance != customer.Int("balance"))
            CustomerBalance.Adjust(c.Work, customer, balance - customer.Int("balance"), "adjustment");
        Change(c.Work, customer, c.Params);
        c.Work.Emit("customer.updated", customer, before);
        return c.Show(customer);
    }

    public static JsonObject Live(UnitOfWork w, string id, string? param = "id")
    {
        var customer = w.Get("customer", id, param);
        return customer.Flag("_deleted") ? throw StripeError.Missing("customer", id, param) : customer;
    }

    private static void Change(UnitOfWork w, JsonObject customer, JsonObject p)
    {
        customer.Take(p, Plain);
        if (p.Has("address"))
            customer["address"] = Address.Of(p.Obj("address"));
        if (p.Obj("invoice_settings") is { } settings)
        {
            var target = customer.Obj("invoice_settings")!;
            if (settings.FilledStr("default_payment_method") is { } pm && w.Get("payment_method", pm, "invoice_settings[default_payment_method]").Str("customer") != customer.Str("id"))
            {
                throw StripeError.Invalid($"The customer does not have a payment method with the ID {pm}. The payment method must be attached to the customer.",
                    "invoice_settings[default_payment_method]", "resource_missing");
            }
            target.Take(settings, "default_payment_method", "custom_fields", "footer", "rendering_options");
        }
        Metadata.Merge(customer, p);
    }

    private static Reply List(ApiCall c) => c.List("customer",
        o => (c.Params.Str("email") is not { } email || o.Str("email") == email)
            && o.Str("test_clock") == c.Params.Str("test_clock"));

    private static Reply Delete(ApiCall c)
    {
        var customer = Live(c.Work, c.Id);
        foreach (var s in c.Work.Where("subscription", s => s.Str("customer") == c.Id && !SubscriptionStatus.IsOver(s)))
            Cancellation.CancelNow(c.Work, s, new JsonObject());
        foreach (var pm in c.Work.Where("payment_method", m => m.Str("customer") == c.Id))
            pm["customer"] = null;
        c.Work.Emit("customer.deleted", customer);
        customer["_deleted"] = true;
        return new Reply(Renderer.Deleted(customer));
    }

    private static Reply DeleteDiscount(ApiCall c)
    {
        var customer = Live(c.Work, c.Id);
        var discount = c.Work.Find(customer.Str("discount")) ?? throw StripeError.Invalid("No active discount for customer: " + c.Id);
        var before = c.Work.Snapshot(customer);
        Discounts.Remove(c.Work, discount);
        c.Work.Emit("customer.updated", customer, before);
        return Discounts.Deleted(c.Work, discount);
    }
}
