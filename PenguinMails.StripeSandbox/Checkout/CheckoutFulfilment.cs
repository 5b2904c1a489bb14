namespace PenguinMails.StripeSandbox.Checkout;

/// <summary>Turns an agreed Checkout into a customer, a card, a subscription and its paid first invoice.</summary>
internal static class CheckoutFulfilment
{
    public static string Complete(UnitOfWork w, JsonObject session, JsonObject? pm, JsonObject details)
    {
        var customer = Customer(w, session, details);
        if (pm is not null)
            Card(w, session, customer, pm);
        if (session.Str("mode") == "subscription")
            Subscribe(w, session, customer, pm);
        else if (session.Str("mode") == "payment")
            PayOnce(w, session, customer, pm!);
        else
            SetUp(w, session, pm!);
        session["customer"] = customer.Str("id");
        session["customer_details"] = CheckoutSessions.Details(w, customer, session.Str("customer_email"));
        if (session.Str("mode") != "setup")
            CheckoutQuote.Apply(w, session);
        if (session.Flag("automatic_tax.enabled"))
            session["automatic_tax"]!["status"] = "complete";
        session["status"] = "complete";
        session["url"] = null;
        session["_done_url"] = SuccessUrl(session);
        w.Emit("checkout.session.completed", session);
        return session.Text("_done_url");
    }

    public static string SuccessUrl(JsonObject session) =>
        session.Text("success_url").Replace("{CHECKOUT_SESSION_ID}", session.Str("id"), StringComparison.Ordinal);

    private static JsonObject Customer(UnitOfWork w, JsonObject session, JsonObject details)
    {
        if (w.Find("customer", session.Str("customer")) is not { } customer)
        {
            customer = w.Add(CustomerEndpoints.Blank(w, session.Str("customer_email") ?? details.FilledStr("email"), details.FilledStr("name")));
            customer["address"] = Address.Of(details.Obj("address"));
            w.Emit("customer.created", customer);
        }
        var before = w.Snapshot(customer);
        if (session.Str("_customer_update.address") == "auto" && details.Obj("address") is { } address)
            customer["address"] = Address.Of(address);
        if (session.Str("_customer_update.name") == "auto" && (details.FilledStr("business_name") ?? details.FilledStr("name")) is { } name)
            customer["name"] = name;
        if (session.Flag("tax_id_collection.enabled") && details.FilledStr("tax_id") is { } value)
            TaxIds.New(w, customer, Countries.TaxIdType(details.Str("address.country") ?? "US")!, value);
        w.Emit("customer.updated", customer, before);
        return customer;
    }

    private static void Card(UnitOfWork w, JsonObject session, JsonObject customer, JsonObject pm)
    {
        if (pm.Str("id") is null || w.Find(pm.Str("id")) is null)
            w.Add(pm);
        pm["allow_redisplay"] = "always";
        Attachment.Attach(w, pm, customer);
        if (session.Str("mode") == "setup")
            return;
        if (customer.Str("invoice_settings.default_payment_method") is not null)
            return;
        var before = w.Snapshot(customer);
        customer["invoice_settings"]!["default_payment_method"] = pm.Str("id");
        w.Emit("customer.updated", customer, before);
    }

    private static void Subscribe(UnitOfWork w, JsonObject session, JsonObject customer, JsonObject? pm)
    {
        var p = session.Obj("_subscription_data")!.DeepClone().AsObject();
        var (recurring, once) = Split(w, session);
        p["items"] = Json.Array(recurring);
        p["default_payment_method"] = pm?.Str("id");
        p["automatic_tax"] = new JsonObject { ["enabled"] = session.Flag("automatic_tax.enabled") };
        var s = NewSubscription.Begin(w, customer, p);
        if (session.Objs("discounts").FirstOrDefault() is { } d)
        {
            var discount = Discounts.New(w, s, d.Str("coupon"), d.Str("promotion_code"), w.NowOf(s), session.Str("id"));
            s["discounts"] = Json.Array([discount.Text("id")]);
        }
        foreach (var extra in once)
            ExtraItems.Add(w, customer, s, extra);
        var invoice = FirstInvoice.Make(w, s, customer);
        if (invoice is not null && invoice.Int("amount_due") > 0)
            InvoicePayments.Collect(w, invoice, pm, offSession: false, authenticated: true);
        else if (pm is not null)
            SetUp(w, null, pm, customer);
        if (s.Has("_new"))
            Settle(w, s, invoice);
        session["subscription"] = s.Str("id");
        session["invoice"] = invoice?.Str("id");
        session["payment_status"] = invoice is not null && invoice.Int("amount_due") > 0 ? "paid" : "no_payment_required";
    }

    private static void Settle(UnitOfWork w, JsonObject s, JsonObject? invoice)
    {
        if (invoice is null || invoice.Str("status") != "paid")
            FirstInvoice.Collect(w, s, invoice, "allow_incomplete", offSession: false);
        else
            FirstInvoice.Announce(w, s);
    }

    private static (List<JsonObject> Recurring, List<JsonObject> Once) Split(UnitOfWork w, JsonObject session)
    {
        var all = session.Strs("_items").Select(id => w.Find(id)!).Select(i =>
        {
            var item = new JsonObject { ["price"] = i.Str("price") };
            if (i.IntOrNull("quantity") is { } quantity)
                item["quantity"] = quantity;
            return item;
        }).ToList();
        bool Recurs(JsonObject i) => w.Find(i.Str("price"))!.Obj("recurring") is not null;
        return (all.Where(Recurs).ToList(), all.Where(i => !Recurs(i)).ToList());
    }

    private static void SetUp(UnitOfWork w, JsonObject? session, JsonObject pm, JsonObject? customer = null)
    {
        var intent = w.Find(session?.Str("setup_intent")) ?? SetupIntents.New(w, customer?.Str("id"));
        intent["customer"] = pm.Str("customer");
        SetupIntents.Attempt(w, intent, pm, authenticated: true);
    }

    private static void PayOnce(UnitOfWork w, JsonObject session, JsonObject customer, JsonObject pm)
    {
        var intent = PaymentIntents.New(w, CheckoutQuote.Of(w, session).Total, session.Text("currency"), customer.Str("id"), null);
        w.Emit("payment_intent.created", intent);
        PaymentIntents.Attempt(w, intent, pm, offSession: false, authenticated: true);
        session["payment_intent"] = intent.Str("id");
        session["payment_status"] = "paid";
    }
}
