namespace PenguinMails.StripeSandbox.Invoices;

internal static class InvoiceEndpoints
{
    public static void Map(Api api)
    {
        api.Map("GET", "/v1/invoices", List);
        api.Map("GET", "/v1/invoices/search", c => Search.Answer(c, "invoice"));
        api.Map("GET", "/v1/invoices/{id}", c => c.Show(c.Work.Get("invoice", c.Id, "id")));
        api.Map("POST", "/v1/invoices/{id}", Update);
        api.Map("DELETE", "/v1/invoices/{id}", Delete);
        api.Map("GET", "/v1/invoices/{id}/lines", ListLines);
        api.Map("POST", "/v1/invoices/{id}/finalize", FinalizeNow);
        api.Map("POST", "/v1/invoices/{id}/pay", Pay);
        api.Map("POST", "/v1/invoices/{id}/void", Void);
        api.Map("POST", "/v1/invoices/{id}/send", Send);
        api.Map("POST", "/v1/invoices/{id}/mark_uncollectible", c => c.Show(MarkUncollectible(c.Work, c.Work.Get("invoice", c.Id, "id"))));
        api.Map("POST", "/v1/invoices/create_preview", InvoicePreview.Create);
        api.Map("POST", "/v1/invoices", InvoiceCreation.Create);
    }

    private static Reply List(ApiCall c)
    {
        var p = c.Params;
        if (p.Str("customer") is { } id)
            c.Work.Get("customer", id, "customer");
        return c.List("invoice", i => (p.Str("customer") is not { } customer || i.Str("customer") == customer)
            && (p.Str("status") is not { } status || i.Str("status") == status)
            && (p.Str("subscription") is not { } s || i.Str("parent.subscription_details.subscription") == s)
            && (p.Str("collection_method") is not { } m || i.Str("collection_method") == m)
            && Page.InRange(i, p, "due_date"));
    }

    private static Reply ListLines(ApiCall c)
    {
        var invoice = c.Work.Get("invoice", c.Id, "id");
        var lines = Lines.Of(c.Work, invoice);
        var page = Page.Of(c.Work, c.Params, lines, c.Path, "line_item");
        var renderer = new Renderer(c.Work);
        return new Reply(new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. page.Items.Select(l => renderer.Render(l, ExpandTree.Parse(c.Params)?["data"]))]),
            ["has_more"] = page.HasMore,
            ["url"] = page.Url,
        });
    }

    private static Reply Update(ApiCall c)
    {
        var invoice = c.Work.Get("invoice", c.Id, "id");
        var before = c.Work.Snapshot(invoice);
        invoice.Take(c.Params, "auto_advance", "description", "footer", "default_payment_method", "custom_fields", "due_date");
        Metadata.Merge(invoice, c.Params);
        c.Work.Emit("invoice.updated", invoice, before);
        return c.Show(invoice);
    }

    private static Reply FinalizeNow(ApiCall c)
    {
        var invoice = c.Work.Get("invoice", c.Id, "id");
        if (invoice.Str("status") != "draft")
            throw StripeError.Invalid("This invoice is already finalized, you can't re-finalize a non-draft invoice.", code: "invoice_not_editable");
        if (c.Params.Has("auto_advance"))
            invoice["auto_advance"] = c.Params.Flag("auto_advance");
        Finalization.FinalizeDraft(c.Work, invoice);
        if (invoice.Int("amount_due") == 0)
            InvoicePayments.MarkPaid(c.Work, invoice, null);
        return c.Show(invoice);
    }

    private static Reply Pay(ApiCall c)
    {
        var (w, p) = (c.Work, c.Params);
        var invoice = w.Get("invoice", c.Id, "id");
        if (invoice.Str("status") == "draft")
            Finalization.FinalizeDraft(w, invoice);
        if (invoice.Str("status") == "paid")
            throw StripeError.Invalid("Invoice is already paid", code: "invoice_already_paid");
        if (invoice.Str("status") == "void")
            throw StripeError.Invalid("This invoice is void and cannot be paid.", code: "invoice_not_payable");
        if (p.Flag("paid_out_of_band"))
        {
            if (InvoicePayments.Intent(w, invoice) is { } open)
                PaymentIntents.Cancel(w, open, "void_invoice");
            InvoicePayments.MarkPaid(w, invoice, null, outOfBand: true);
            return c.Show(invoice);
        }
        var pm = p.FilledStr("payment_method") is { } id ? Attachment.Resolve(w, id) : InvoicePayments.PaymentMethodOf(w, invoice);
        if (pm is null && invoice.Int("amount_due") > 0)
            throw StripeError.Invalid("There is no `default_payment_method` set on this Customer or Invoice. Please set a `default_payment_method`.");
        // As at Stripe: paying through the API counts as off-session unless said otherwise.
        var answer = InvoicePayments.Collect(w, invoice, pm, offSession: !p.Has("off_session") || p.Flag("off_session"));
        var intent = InvoicePayments.Intent(w, invoice);
        return answer switch
        {
            BankAnswer.Declined d => throw DeclineCodes.Error(d.Code, w.Snapshot(intent!), w.Snapshot(pm!), commits: true),
            BankAnswer.Authenticate => throw new StripeError(402, "card_error",
                "Payment for this invoice requires additional user action before it can be completed successfully. Payment can be completed using the PaymentIntent associated with the invoice.",
                "invoice_payment_intent_requires_action") { Commits = true, Details = new JsonObject { ["payment_intent"] = w.Snapshot(intent!) } },
            _ => c.Show(invoice),
        };
    }

    private static Reply Send(ApiCall c)
    {
        var invoice = c.Work.Get("invoice", c.Id, "id");
        if (invoice.Str("status") == "draft")
            Finalization.FinalizeDraft(c.Work, invoice);
        c.Work.Emit("invoice.sent", invoice);
        return c.Show(invoice);
    }

    private static Reply Void(ApiCall c)
    {
        var invoice = c.Work.Get("invoice", c.Id, "id");
        if (invoice.Str("status") is not ("open" or "uncollectible"))
            throw StripeError.Invalid($"You can only pass in open or uncollectible invoices. This invoice isn't open or uncollectible: it is {invoice.Str("status")}.", code: "invoice_not_editable");
        InvoiceClosing.Void(c.Work, invoice);
        return c.Show(invoice);
    }

    private static JsonObject MarkUncollectible(UnitOfWork w, JsonObject invoice)
    {
        if (invoice.Str("status") != "open")
            throw StripeError.Invalid("You can only mark open invoices as uncollectible.", code: "invoice_not_editable");
        InvoiceClosing.MarkUncollectible(w, invoice);
        return invoice;
    }

    private static Reply Delete(ApiCall c)
    {
        var invoice = c.Work.Get("invoice", c.Id, "id");
        if (invoice.Str("status") != "draft" || invoice.Obj("parent") is not null)
            throw StripeError.Invalid("You can only delete draft invoices that do not belong to a subscription.", code: "invoice_not_editable");
        c.Work.Emit("invoice.deleted", invoice);
        c.Work.Remove(invoice);
        return new Reply(Renderer.Deleted(invoice));
    }
}
