namespace PenguinMails.StripeSandbox.Subscriptions;

internal static class Cancellation
{
    /// <summary>Ends a subscription at once; on request with credit for the unused time and a last invoice.</summary>
    public static void CancelNow(UnitOfWork w, JsonObject s, JsonObject p, string reason = "cancellation_requested")
    {
        var now = w.NowOf(s);
        var customer = w.Get("customer", s.Text("customer"));
        var incomplete = s.Str("status") == "incomplete";
        if (p.Flag("prorate") && s.Str("status") is "active" or "past_due")
        {
            foreach (var item in Items.Of(w, s))
            {
                var price = Items.Price(w, item);
                if (!Items.IsMetered(price) && Prorations.Credit(w, s, item, price, item.Int("quantity"), now) is { } credit)
                    PendingItems.Add(w, customer, s, credit, s.Text("currency"));
            }
        }
        Details(s, p, reason);
        s["status"] = "canceled";
        s["canceled_at"] = s.IntOrNull("canceled_at") ?? now;
        s["ended_at"] = now;
        s["pending_update"] = null;
        // Over before its last invoice is collected: paying that one must not call it active again.
        if (p.Flag("invoice_now"))
            FinalInvoice(w, s, customer, now);
        if (incomplete && w.Find(s.Str("latest_invoice")) is { } first && first.Str("status") == "open")
            InvoiceClosing.Void(w, first);
        Schedules.OnSubscriptionEnded(w, s);
        w.Emit("customer.subscription.deleted", s);
        StopCollecting(w, s);
    }

    public static void Details(JsonObject s, JsonObject p, string reason)
    {
        if (s["cancellation_details"] is not JsonObject details)
            s["cancellation_details"] = details = [];
        details["reason"] = reason;
        if (p.Obj("cancellation_details") is { } given)
            details.Take(given, "comment", "feedback");
    }

    // Stripe no longer collects by itself for a subscription that is over: drafts stay drafts.
    private static void StopCollecting(UnitOfWork w, JsonObject s)
    {
        foreach (var invoice in w.Where("invoice", i => i.Str("parent.subscription_details.subscription") == s.Str("id") && i.Str("status") is "draft" or "open"))
        {
            var before = w.Snapshot(invoice);
            invoice["auto_advance"] = false;
            invoice["automatically_finalizes_at"] = null;
            w.Emit("invoice.updated", invoice, before);
        }
    }

    private static void FinalInvoice(UnitOfWork w, JsonObject s, JsonObject customer, long now)
    {
        var usage = Items.Of(w, s).Where(i => Items.IsMetered(Items.Price(w, i)))
            .Select(i => MeteredUsage.Line(w, s, i, i.Int("current_period_start"), now)).OfType<LineSpec>().Where(l => l.Amount != 0);
        var lines = usage.Concat(PendingItems.Take(w, customer, s)).ToList();
        if (lines.Count == 0)
            return;
        var invoice = InvoiceBuilder.Draft(w, customer, s, "subscription_update", lines, s.Text("currency"));
        if (w.IsRehearsal)
            return;
        Finalization.Finalize(w, invoice);
        InvoicePayments.Collect(w, invoice);
    }
}
