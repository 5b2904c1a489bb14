namespace PenguinMails.StripeSandbox.Subscriptions;

/// <summary>A paused subscription bills nothing until it is resumed. (`pause_collection` is another thing: it bills, but does not collect.)</summary>
internal static class Pausing
{
    public static void Pause(UnitOfWork w, JsonObject s, string type)
    {
        var before = w.Snapshot(s);
        s["status"] = "paused";
        s["status_details"] = new JsonObject
        {
            ["paused"] = new JsonObject
            {
                ["subscription"] = new JsonObject { ["type"] = type }, ["transitioned_at"] = w.NowOf(s), ["type"] = "subscription",
            },
        };
        w.Emit("customer.subscription.paused", s);
        w.Emit("customer.subscription.updated", s, before);
    }

    public static Reply PauseNow(ApiCall c)
    {
        var s = c.Work.Get("subscription", c.Id, "id");
        if (s.Str("status") is not ("active" or "trialing" or "past_due"))
            throw StripeError.Invalid($"You cannot pause a subscription whose status is {s.Str("status")}.");
        Pause(c.Work, s, "pause_requested");
        return c.Show(s);
    }

    public static Reply Resume(ApiCall c)
    {
        var (w, s) = (c.Work, c.Work.Get("subscription", c.Id, "id"));
        if (s.Str("status") != "paused")
            throw StripeError.Invalid($"You can only resume a subscription whose status is paused; this one is {s.Str("status")}.");
        var (before, now) = (w.Snapshot(s), w.NowOf(s));
        var customer = w.Get("customer", s.Text("customer"));
        s.Remove("status_details");
        s["status"] = "active";
        if (c.Params.Str("billing_cycle_anchor.type") != "unchanged")
            s["billing_cycle_anchor"] = now;
        var lines = new List<LineSpec>();
        foreach (var item in Items.Of(w, s))
        {
            var price = Items.Price(w, item);
            item["current_period_start"] = now;
            item["current_period_end"] = BillingCalendar.Next(s.Int("billing_cycle_anchor"), price, now);
            if (!Items.IsMetered(price))
                lines.Add(Renewal.Ahead(w, s, item, price, now, item.Int("current_period_end")));
        }
        if (lines.Count > 0)
        {
            var invoice = InvoiceBuilder.Draft(w, customer, s, "subscription_update", lines, s.Text("currency"));
            Finalization.Finalize(w, invoice);
            InvoicePayments.Collect(w, invoice);
        }
        w.Emit("customer.subscription.resumed", s);
        w.Emit("customer.subscription.updated", s, before);
        return c.Show(s);
    }
}
