namespace PenguinMails.StripeSandbox.Subscriptions;

/// <summary>The end of a period: the next one begins, and a draft is made that is finalised an hour later.</summary>
internal static class Renewal
{
    public const long DraftTime = 3600;

    public static long? Due(UnitOfWork w, JsonObject s)
    {
        if (s.Str("status") is not ("active" or "trialing" or "past_due" or "unpaid"))
            return null;
        var period = Items.Of(w, s).Select(i => (long?)i.Int("current_period_end")).Min();
        return s.IntOrNull("cancel_at") is { } cancel && (period is null || cancel < period) ? cancel : period;
    }

    public static void Run(UnitOfWork w, JsonObject s)
    {
        var now = w.NowOf(s);
        if (s.IntOrNull("cancel_at") <= now)
        {
            // What was measured is owed at the end too; what is prepaid is not.
            var last = new JsonObject { ["invoice_now"] = Items.Of(w, s).Any(i => Items.IsMetered(Items.Price(w, i))) };
            Cancellation.CancelNow(w, s, last, s.Str("cancellation_details.reason") ?? "cancellation_requested");
            return;
        }
        var customer = w.Get("customer", s.Text("customer"));
        var before = w.Snapshot(s);
        if (s.Str("status") == "trialing" && s.IntOrNull("trial_end") <= now)
        {
            if (!TrialEnd.GoesOn(w, s, customer))
                return;
            s["status"] = "active";
        }
        var lines = PendingItems.Take(w, customer, s).Concat(Roll(w, s, now)).ToList();
        ExpireDiscounts(w, s, now);
        var invoice = lines.Count == 0 ? null : InvoiceBuilder.Draft(w, customer, s, "subscription_cycle", lines, s.Text("currency"));
        if (invoice is not null)
            Settle(w, s, invoice, now);
        w.Emit("customer.subscription.updated", s, before);
    }

    /// <summary>Moves every item that is due into its next period; what is prepaid is billed ahead, what is measured behind.</summary>
    public static List<LineSpec> Roll(UnitOfWork w, JsonObject s, long now)
    {
        var lines = new List<LineSpec>();
        foreach (var item in Items.Of(w, s).Where(i => i.Int("current_period_end") <= now))
        {
            var price = Items.Price(w, item);
            var (oldStart, start) = (item.Int("current_period_start"), item.Int("current_period_end"));
            var end = BillingCalendar.Next(s.Int("billing_cycle_anchor"), price, start);
            item["current_period_start"] = start;
            item["current_period_end"] = end;
            if (Items.IsMetered(price))
            {
                if (MeteredUsage.Line(w, s, item, oldStart, start) is { } usage)
                    lines.Add(usage);
                continue;
            }
            lines.Add(Ahead(w, s, item, price, start, end));
        }
        return lines;
    }

    public static LineSpec Ahead(UnitOfWork w, JsonObject s, JsonObject item, JsonObject price, long start, long end) =>
        new(Amounts.Of(price, item.Int("quantity")), Wordings.Period(w, price, item.Int("quantity")), start, end, price, item.Int("quantity"))
        {
            Subscription = s.Str("id"),
            SubscriptionItem = item.Str("id"),
            Metadata = s.Obj("metadata"),
        };

    private static void Settle(UnitOfWork w, JsonObject s, JsonObject invoice, long now)
    {
        if (s.Str("status") == "unpaid" || s.Str("pause_collection.behavior") == "keep_as_draft")
            invoice["auto_advance"] = false;
        else
            invoice["automatically_finalizes_at"] = now + DraftTime;
    }

    private static void ExpireDiscounts(UnitOfWork w, JsonObject s, long now)
    {
        foreach (var discount in s.Strs("discounts").ToList().Select(id => w.Find(id)).OfType<JsonObject>().Where(d => d.IntOrNull("end") <= now))
            Discounts.Remove(w, discount);
    }
}
