namespace PenguinMails.StripeSandbox.Subscriptions;

/// <summary>Makes a subscription what a phase says.</summary>
internal static class PhaseEntry
{
    public static void Enter(UnitOfWork w, JsonObject s, JsonObject phase, string proration)
    {
        var now = w.NowOf(s);
        var items = Items.Of(w, s);
        if (SameItems(items, phase) && !phase.Objs("discounts").Any(d => d.Str("discount") is null))
            return;
        if (items.All(i => i.Int("current_period_end") <= now))
            AtBoundary(w, s, items, phase, now);
        else
            Changes.Apply(w, s, new JsonObject { ["items"] = Wanted(items, phase), ["proration_behavior"] = proration });
        if (phase.Objs("discounts").Any(d => d.Str("discount") is null))
            s["discounts"] = Discounts.Apply(w, s, phase.Objs("discounts"), now);
    }

    // At the end of a period nothing is left to prorate: the renewal of this same second bills the new items.
    private static void AtBoundary(UnitOfWork w, JsonObject s, List<JsonObject> items, JsonObject phase, long now)
    {
        var before = w.Snapshot(s);
        var resets = items.Any(i => phase.Objs("items").FirstOrDefault() is { } first
            && w.Find(first.Str("price"))!.Str("recurring.interval") != Items.Price(w, i).Str("recurring.interval"));
        var ids = new JsonArray();
        var (start, end) = (items[0].Int("current_period_start"), items[0].Int("current_period_end"));
        foreach (var (wanted, old) in Pair(items, phase))
        {
            var price = w.Find(wanted.Str("price"))!;
            var item = old ?? Items.New(w, s, price, wanted.IntOrNull("quantity"), start, end);
            Items.SetPrice(item, price, wanted.IntOrNull("quantity"));
            ids.Add(item.Str("id"));
        }
        foreach (var gone in items.Where(i => !ids.Any(id => id!.GetValue<string>() == i.Str("id"))))
            w.Remove(gone);
        s["items"] = ids;
        if (resets)
            s["billing_cycle_anchor"] = now;
        w.Emit("customer.subscription.updated", s, before);
    }

    private static bool SameItems(List<JsonObject> items, JsonObject phase)
    {
        var wanted = phase.Objs("items").ToList();
        return wanted.Count == items.Count && Pair(items, phase).All(p => p.Old is not null && p.Old.Str("price") == p.Wanted.Str("price")
            && (p.Wanted.IntOrNull("quantity") ?? 1) == (p.Old.IntOrNull("quantity") ?? 1));
    }

    /// <summary>An item goes on under its id when its price stays, or else in place of one that goes.</summary>
    private static List<(JsonObject Wanted, JsonObject? Old)> Pair(List<JsonObject> items, JsonObject phase)
    {
        var free = items.ToList();
        var pairs = phase.Objs("items").Select(wanted => (Wanted: wanted, Old: Take(free, i => i.Str("price") == wanted.Str("price")))).ToList();
        return [.. pairs.Select(p => p.Old is null ? (p.Wanted, Take(free, _ => true)) : p)];
    }

    private static JsonObject? Take(List<JsonObject> free, Predicate<JsonObject> fits)
    {
        var at = free.FindIndex(fits);
        if (at < 0)
            return null;
        var item = free[at];
        free.RemoveAt(at);
        return item;
    }

    private static JsonArray Wanted(List<JsonObject> items, JsonObject phase)
    {
        var pairs = Pair(items, phase);
        var wanted = Json.Array(pairs.Select(p =>
        {
            var item = new JsonObject { ["price"] = p.Wanted.Str("price") };
            if (p.Old is not null)
                item["id"] = p.Old.Str("id");
            if (p.Wanted.IntOrNull("quantity") is { } quantity)
                item["quantity"] = quantity;
            return item;
        }));
        foreach (var gone in items.Where(i => pairs.All(p => p.Old != i)))
            wanted.Add(new JsonObject { ["id"] = gone.Str("id"), ["deleted"] = true });
        return wanted;
    }
}
