namespace PenguinMails.StripeSandbox.Subscriptions;

/// <summary>What a change of items or of the period costs or gives back, and the periods after it.</summary>
internal static class PeriodChange
{
    /// <summary>Periods stay; what changed is prorated for the rest of the period.</summary>
    public static List<LineSpec> Within(UnitOfWork w, JsonObject s, List<PlannedItem> plan, long at, bool prorates, long now)
    {
        var lines = prorates ? Credits(w, s, plan.Where(x => x.Changes), at) : [];
        lines.AddRange(Usage(w, s, plan.Where(x => x.Deleted), now));
        ItemPlan.CarryOut(w, s, plan, price => (at, BillingCalendar.Next(s.Int("billing_cycle_anchor"), price, now)));
        if (!prorates)
            return lines;
        var carried = Items.Of(w, s);
        foreach (var planned in plan.Where(x => x.Changes && !x.Deleted && !Items.IsMetered(x.Price)))
        {
            var item = planned.Item ?? carried.Last(i => i.Str("price") == planned.Price.Str("id"));
            if (Prorations.Debit(w, s, item, planned.Price, planned.Quantity, at) is { } debit)
                lines.Add(debit);
        }
        return lines;
    }

    /// <summary>A new period begins now: the unused rest of the old one comes back, the new one is paid in full.</summary>
    public static List<LineSpec> Reset(UnitOfWork w, JsonObject s, List<PlannedItem> plan, long at, bool prorates, long now)
    {
        var lines = prorates ? Credits(w, s, plan, at) : [];
        lines.AddRange(Usage(w, s, plan, now));
        s["billing_cycle_anchor"] = now;
        if (s.Str("status") == "trialing")
        {
            s["status"] = "active";
            s["trial_end"] = now;
        }
        ItemPlan.CarryOut(w, s, plan, price => (now, BillingCalendar.Next(now, price, now)));
        foreach (var item in Items.Of(w, s))
        {
            var price = Items.Price(w, item);
            item["current_period_start"] = now;
            item["current_period_end"] = BillingCalendar.Next(now, price, now);
            if (!Items.IsMetered(price))
                lines.Add(Renewal.Ahead(w, s, item, price, now, item.Int("current_period_end")));
        }
        return lines;
    }

    /// <summary>A trial is free whatever is in it.</summary>
    public static List<LineSpec> WithinTrial(UnitOfWork w, JsonObject s, List<PlannedItem> plan, long now)
    {
        ItemPlan.CarryOut(w, s, plan, _ => (now, s.Int("trial_end")));
        return [];
    }

    /// <summary>Begins or moves a trial; time already paid for comes back.</summary>
    public static List<LineSpec> ToTrial(UnitOfWork w, JsonObject s, List<PlannedItem> plan, long trialEnd, long at, bool prorates, long now)
    {
        var lines = prorates ? Credits(w, s, plan, at) : [];
        var wasTrialing = s.Str("status") == "trialing";
        if (!wasTrialing)
            s["trial_start"] = now;
        s["status"] = "trialing";
        s["trial_end"] = trialEnd;
        s["billing_cycle_anchor"] = trialEnd;
        ItemPlan.CarryOut(w, s, plan, _ => (now, trialEnd));
        foreach (var item in Items.Of(w, s))
        {
            if (!wasTrialing)
                item["current_period_start"] = now;
            item["current_period_end"] = trialEnd;
        }
        return lines;
    }

    private static List<LineSpec> Credits(UnitOfWork w, JsonObject s, IEnumerable<PlannedItem> plan, long at) =>
        [.. plan.Where(x => x.Item is not null && !Items.IsMetered(x.OldPrice!))
            .Select(x => Prorations.Credit(w, s, x.Item!, x.OldPrice!, x.OldQuantity, at)).OfType<LineSpec>()];

    // What was used of a metered item until now is owed, also when the item goes.
    private static List<LineSpec> Usage(UnitOfWork w, JsonObject s, IEnumerable<PlannedItem> plan, long now) =>
        [.. plan.Where(x => x.Item is not null && Items.IsMetered(x.OldPrice!))
            .Select(x => MeteredUsage.Line(w, s, x.Item!, x.Item!.Int("current_period_start"), now)).OfType<LineSpec>().Where(l => l.Amount != 0)];
}
