namespace PenguinMails.StripeSandbox.Invoices;

/// <summary>
/// A preview is a rehearsal: the change is really made, the invoice really built, and then all of it is thrown away.
/// So what a preview says is what will be charged.
/// </summary>
internal static class InvoicePreview
{
    public static Reply Create(ApiCall c)
    {
        var (w, p) = (c.Work, c.Params);
        w.IsRehearsal = true;
        var subscription = PreviewSubject.Subscription(w, p);
        var customer = subscription is not null ? w.Get("customer", subscription.Text("customer")) : PreviewSubject.Customer(w, p);
        if (p.Str("customer") is { } given && given != customer.Str("id"))
            throw StripeError.Invalid($"The subscription `{subscription?.Str("id")}` does not belong to the customer `{given}`.", "customer");
        foreach (var item in p.Objs("invoice_items"))
            PreviewSubject.AddItem(w, customer, subscription, item, p);
        var invoice = subscription is null ? PreviewSubject.NewInvoice(w, customer, p) : OfSubscription(w, subscription, customer, p);
        return Show(c, invoice);
    }

    private static JsonObject OfSubscription(UnitOfWork w, JsonObject s, JsonObject customer, JsonObject p)
    {
        var last = s.Str("latest_invoice");
        var details = p.Obj("subscription_details") ?? [];
        if (p.Has("discounts"))
            s["discounts"] = Discounts.Apply(w, s, p.Objs("discounts"), w.NowOf(customer));
        if (details.Flag("cancel_now"))
            Cancellation.CancelNow(w, s, new JsonObject { ["prorate"] = details.Str("proration_behavior") != "none", ["invoice_now"] = true });
        else if (PreviewSubject.Update(details) is { Count: > 0 } update)
            Changes.Apply(w, s, update);
        if (s.Str("latest_invoice") is { } made && made != last)
            return w.Find(made)!;
        if (SubscriptionStatus.IsOver(s) || Renewal.Due(w, s) is not { } due)
            throw NoneUpcoming(customer);
        return Upcoming(w, s, customer, due, p.Str("preview_mode") == "recurring");
    }

    private static JsonObject Upcoming(UnitOfWork w, JsonObject s, JsonObject customer, long due, bool recurringOnly)
    {
        var pending = recurringOnly ? [] : PendingItems.Take(w, customer, s);
        var ends = s.IntOrNull("cancel_at") <= due;
        if (ends && pending.Count == 0 && !Items.Of(w, s).Any(i => Items.IsMetered(Items.Price(w, i))))
            throw NoneUpcoming(customer);
        if (w.Find(s.Str("schedule")) is { } schedule && SchedulePhases.Due(schedule) == due)
        {
            w.Pretend(customer, due);
            SchedulePhases.Advance(w, schedule);
        }
        w.Pretend(customer, due);
        s["status"] = "active";
        var rolled = Renewal.Roll(w, s, due).Where(l => !ends || (l.Price is { } price && Items.IsMetered(price)));
        var invoice = InvoiceBuilder.Draft(w, customer, s, "upcoming", pending.Concat(rolled), s.Text("currency"));
        invoice["next_payment_attempt"] = due + Renewal.DraftTime;
        return invoice;
    }

    private static StripeError NoneUpcoming(JsonObject customer) =>
        new(404, "invalid_request_error", $"No upcoming invoices for customer: {customer.Str("id")}", "invoice_upcoming_none");

    private static Reply Show(ApiCall c, JsonObject invoice)
    {
        var reply = c.Show(invoice);
        var id = "upcoming_" + invoice.Str("id");
        reply.Body["id"] = id;
        reply.Body["lines"]!["url"] = $"/v1/invoices/{id}/lines";
        foreach (var line in reply.Body.Objs("lines.data"))
            line["invoice"] = id;
        return reply;
    }
}
