namespace PenguinMails.StripeSandbox.Subscriptions;

/// <summary>An update of a subscription: plain members, cancellation, trial, and items with all that proration brings.</summary>
internal static class Changes
{
    public static void Apply(UnitOfWork w, JsonObject s, JsonObject p)
    {
        if (SubscriptionStatus.IsOver(s) && p.Any(x => x.Key is not ("metadata" or "cancellation_details" or "expand")))
            throw StripeError.Invalid("A canceled subscription can only update its cancellation_details and metadata.");
        var (before, now) = (w.Snapshot(s), w.NowOf(s));
        var held = p.Str("payment_behavior") == "pending_if_incomplete" ? PendingUpdates.Copy(w, s) : null;
        Plain(w, s, p, now);
        Cancellation(w, s, p, now);
        var plan = ItemPlan.Read(w, s, p);
        var lines = Bill(w, s, p, plan, now, out var atOnce);
        var invoice = Invoice(w, s, p, lines, atOnce);
        Refresh(w, s, p);
        w.Emit("customer.subscription.updated", s, before);
        TrialReminder.Send(w, s);
        Schedules.OnSubscriptionChanged(w, s, plan);
        if (invoice is not null)
            UpdateInvoice.Collect(w, s, invoice, p, held);
    }

    public static void Cancellation(UnitOfWork w, JsonObject s, JsonObject p, long now)
    {
        if ((p.Has("cancel_at_period_end") || p.Has("cancel_at")) && s.Str("schedule") is { } schedule)
        {
            throw StripeError.Invalid($"The subscription is managed by the subscription schedule `{schedule}`, and updating any cancelation behavior directly is not allowed. Please update the schedule instead.");
        }
        if (p.Has("cancel_at_period_end"))
        {
            var end = p.Flag("cancel_at_period_end");
            s["cancel_at_period_end"] = end;
            SetEnd(s, p, end ? PeriodEnds(w, s).Max() : null, now);
        }
        if (p.Has("cancel_at"))
        {
            s["cancel_at_period_end"] = false;
            SetEnd(s, p, p.Str("cancel_at") switch
            {
                "min_period_end" => PeriodEnds(w, s).Min(),
                "max_period_end" => PeriodEnds(w, s).Max(),
                _ => p.IntOrNull("cancel_at"),
            }, now);
        }
        else if (p.Obj("cancellation_details") is { } details)
            s.Obj("cancellation_details")!.Take(details, "comment", "feedback");
    }

    private static IEnumerable<long> PeriodEnds(UnitOfWork w, JsonObject s) => Items.Of(w, s).Select(i => i.Int("current_period_end"));

    private static void SetEnd(JsonObject s, JsonObject p, long? at, long now)
    {
        s["cancel_at"] = at;
        s["canceled_at"] = at is null ? null : now;
        if (at is null)
            s["cancellation_details"] = new JsonObject { ["comment"] = null, ["feedback"] = null, ["reason"] = null };
        else
            Subscriptions.Cancellation.Details(s, p, "cancellation_requested");
    }

    private static void Plain(UnitOfWork w, JsonObject s, JsonObject p, long now)
    {
        if (p.FilledStr("default_payment_method") is { } pm && w.Get("payment_method", pm, "default_payment_method").Str("customer") != s.Str("customer"))
            throw StripeError.Invalid($"The customer does not have a payment method with the ID {pm}. The payment method must be attached to the customer.", "default_payment_method", "resource_missing");
        s.Take(p, "default_payment_method", "description", "days_until_due", "collection_method", "pause_collection");
        if (s.Obj("pause_collection") is { } pause)
            pause["resumes_at"] = pause.IntOrNull("resumes_at");
        if (p.Has("automatic_tax"))
            s["automatic_tax"]!["enabled"] = p.Flag("automatic_tax.enabled");
        if (p.Str("payment_settings.save_default_payment_method") is { } save)
            s["payment_settings"]!["save_default_payment_method"] = save;
        if (p.Str("trial_settings.end_behavior.missing_payment_method") is { } missing)
            s["trial_settings"]!["end_behavior"]!["missing_payment_method"] = missing;
        if (p.Has("discounts"))
        {
            foreach (var old in s.Strs("discounts").Except(p.Objs("discounts").Select(d => d.Text("discount"))).ToList())
                Discounts.Remove(w, w.Find(old)!);
            s["discounts"] = Discounts.Apply(w, s, p.Objs("discounts"), now);
        }
        Metadata.Merge(s, p);
    }

    private static List<LineSpec> Bill(UnitOfWork w, JsonObject s, JsonObject p, List<PlannedItem> plan, long now, out bool atOnce)
    {
        var customer = w.Get("customer", s.Text("customer"));
        foreach (var extra in p.Objs("add_invoice_items"))
            ExtraItems.Add(w, customer, s, extra);
        var prorates = p.Str("proration_behavior") != "none";
        var at = ProrationDate(w, s, p, now);
        var trialing = s.Str("status") == "trialing";
        atOnce = false;
        if (Trials.End(p, now) is { } trialEnd)
            return PeriodChange.ToTrial(w, s, plan, trialEnd, at, prorates && !trialing, now);
        if (trialing && p.Str("trial_end") != "now" && p.Str("billing_cycle_anchor.type") != "now")
            return PeriodChange.WithinTrial(w, s, plan, now);
        var resets = (trialing || p.Str("billing_cycle_anchor.type") == "now" || plan.Any(i => i.ChangesInterval) || ItemPlan.BecomesPaid(plan)) && s.Str("status") != "incomplete";
        atOnce = resets;
        return resets
            ? PeriodChange.Reset(w, s, plan, at, prorates && !trialing, now)
            : PeriodChange.Within(w, s, plan, at, prorates, now);
    }

    private static long ProrationDate(UnitOfWork w, JsonObject s, JsonObject p, long now)
    {
        if (p.IntOrNull("proration_date") is not { } at)
            return now;
        var items = Items.Of(w, s);
        return items.Any(i => at >= i.Int("current_period_start") && at <= i.Int("current_period_end")) ? at
            : throw StripeError.Invalid("The subscription proration date must be within the current period of at least one subscription item.", "proration_date");
    }

    private static JsonObject? Invoice(UnitOfWork w, JsonObject s, JsonObject p, List<LineSpec> lines, bool atOnce)
    {
        var customer = w.Get("customer", s.Text("customer"));
        var now = atOnce || (p.Str("proration_behavior") == "always_invoice" && lines.Count > 0);
        if (!now)
        {
            foreach (var line in lines)
                PendingItems.Add(w, customer, s, line, s.Text("currency"));
            return null;
        }
        var withItems = lines.Select(l => l.Proration ? AsItem(w, customer, s, l) : l).ToList();
        var waiting = PendingItems.Take(w, customer, s).Where(l => withItems.All(x => x.InvoiceItem != l.InvoiceItem));
        var all = withItems.Concat(waiting).ToList();
        return all.Count == 0 ? null : UpdateInvoice.Make(w, s, customer, all, p);
    }

    private static LineSpec AsItem(UnitOfWork w, JsonObject customer, JsonObject s, LineSpec line) =>
        line with { InvoiceItem = PendingItems.Add(w, customer, s, line, s.Text("currency")).Str("id") };

    private static void Refresh(UnitOfWork w, JsonObject s, JsonObject p)
    {
        // An end that was meant as "the end of the period" moves with the period.
        if (s.Flag("cancel_at_period_end") && !p.Has("cancel_at"))
            s["cancel_at"] = PeriodEnds(w, s).Max();
    }
}
