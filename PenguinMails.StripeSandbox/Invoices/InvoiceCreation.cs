namespace PenguinMails.StripeSandbox.Invoices;

/// <summary>Invoices made by hand, and the items that wait for one.</summary>
internal static class InvoiceCreation
{
    public static void Map(Api api)
    {
        api.Map("POST", "/v1/invoiceitems", CreateItem);
        api.Map("GET", "/v1/invoiceitems", c => c.List("invoiceitem", i => (c.Params.Str("customer") is not { } cus || i.Str("customer") == cus)
            && (c.Params.Str("invoice") is not { } inv || i.Str("invoice") == inv)
            && (!c.Params.Has("pending") || c.Params.Flag("pending") == (i.Str("invoice") is null))));
        api.Map("GET", "/v1/invoiceitems/{id}", c => c.Show(c.Work.Get("invoiceitem", c.Id, "id")));
        api.Map("DELETE", "/v1/invoiceitems/{id}", DeleteItem);
    }

    public static Reply Create(ApiCall c)
    {
        var (w, p) = (c.Work, c.Params);
        var customer = CustomerEndpoints.Live(w, p.Str("customer") ?? throw StripeError.MissingParameter("customer"), "customer");
        var subscription = p.Str("subscription") is { } s ? w.Get("subscription", s, "subscription") : null;
        // Items of the customer are taken along only when asked for; those of a subscription always are.
        var items = subscription is not null || p.Str("pending_invoice_items_behavior") == "include"
            ? PendingItems.Take(w, customer, subscription) : [];
        var invoice = InvoiceBuilder.Draft(w, customer, subscription, "manual", items, p.Str("currency") ?? customer.Str("currency") ?? "usd");
        invoice["auto_advance"] = p.Flag("auto_advance");
        invoice.Take(p, "description", "footer", "default_payment_method", "due_date", "custom_fields");
        invoice["collection_method"] = p.Str("collection_method") ?? "charge_automatically";
        Metadata.Merge(invoice, p);
        if (p.Flag("automatic_tax.enabled"))
        {
            invoice["automatic_tax"]!["enabled"] = true;
            InvoiceBuilder.Recalculate(w, invoice, customer);
        }
        if (p.Flag("auto_advance"))
            invoice["automatically_finalizes_at"] = w.NowOf(customer) + Renewal.DraftTime;
        return c.Show(invoice);
    }

    private static Reply CreateItem(ApiCall c)
    {
        var (w, p) = (c.Work, c.Params);
        var customer = CustomerEndpoints.Live(w, p.Text("customer"), "customer");
        var price = p.Str("pricing.price") is { } id ? w.Get("price", id, "pricing[price]") : null;
        var quantity = p.IntOrNull("quantity") ?? 1;
        var amount = price is not null ? Amounts.Of(price, quantity) : p.IntOrNull("amount") ?? Amounts.Round((p.Num("unit_amount_decimal") ?? 0) * quantity);
        var now = w.NowOf(customer);
        var description = p.Str("description") ?? (price is null ? "" : w.Find(price.Str("product"))?.Text("name") ?? "");
        var item = PendingItems.Add(w, customer, w.Find(p.Str("subscription")),
            new LineSpec(amount, description, p.IntOrNull("period.start") ?? now, p.IntOrNull("period.end") ?? now, price, quantity),
            p.Str("currency") ?? price?.Str("currency") ?? customer.Str("currency") ?? "usd");
        Metadata.Merge(item, p);
        if (p.Str("invoice") is { } invoiceId)
            PendingItems.Into(w, w.Get("invoice", invoiceId, "invoice"), item, customer);
        return c.Show(item);
    }

    private static Reply DeleteItem(ApiCall c)
    {
        var item = c.Work.Get("invoiceitem", c.Id, "id");
        if (item.Str("invoice") is not null)
            throw StripeError.Invalid("This invoice item is already part of an invoice and cannot be deleted.", code: "invoice_not_editable");
        c.Work.Remove(item);
        c.Work.Emit("invoiceitem.deleted", item);
        return new Reply(Renderer.Deleted(item));
    }
}
