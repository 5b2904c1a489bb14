namespace PenguinMails.StripeSandbox.Subscriptions;

/// <summary>What becomes of one item in an update.</summary>
internal sealed record PlannedItem(JsonObject? Item, JsonObject? OldPrice, long OldQuantity, JsonObject Price, long Quantity)
{
    public bool Deleted { get; init; }
    public JsonObject? Given { get; init; }

    public bool Changes => Item is null || Deleted || OldPrice!.Str("id") != Price.Str("id") || OldQuantity != Quantity;

    public bool ChangesInterval => Item is not null && !Deleted && (OldPrice!.Str("recurring.interval") != Price.Str("recurring.interval")
        || OldPrice!.Int("recurring.interval_count") != Price.Int("recurring.interval_count"));
}

internal static class ItemPlan
{
    public static List<PlannedItem> Read(UnitOfWork w, JsonObject s, JsonObject p)
    {
        var plan = Items.Of(w, s).Select(i => Unchanged(w, i)).ToList();
        var n = 0;
        foreach (var given in p.Objs("items"))
        {
            var at = $"items[{n++}]";
            if (given.FilledStr("id") is not { } id)
            {
                var price = Items.PriceOf(w, given, at);
                if (plan.Any(x => !x.Deleted && x.Item is not null && x.Price.Str("id") == price.Str("id")))
                    throw StripeError.Invalid($"Cannot add multiple subscription items with the same plan: {price.Str("id")}", $"{at}[price]");
                plan.Add(new PlannedItem(null, null, 0, price, given.IntOrNull("quantity") ?? 1) { Given = given });
                continue;
            }
            var index = plan.FindIndex(x => x.Item?.Str("id") == id);
            if (index < 0)
                throw StripeError.Missing("subscription_item", id, $"{at}[id]");
            plan[index] = Changed(w, plan[index], given, at);
        }
        if (plan.All(x => x.Deleted))
            throw StripeError.Invalid("A subscription must have at least one active plan. If you would like to cancel the subscription, please use the cancel endpoint.", "items");
        return plan;
    }

    /// <summary>From free to paid is a beginning: it is billed at once, for a period of its own.</summary>
    public static bool BecomesPaid(List<PlannedItem> plan)
    {
        static long Cost(JsonObject price, long quantity) => Items.IsMetered(price) ? 0 : Amounts.Of(price, quantity);
        return plan.All(x => x.Item is null || Cost(x.OldPrice!, x.OldQuantity) == 0)
            && !plan.Any(x => x.Item is not null && Items.IsMetered(x.OldPrice!))
            && plan.Any(x => !x.Deleted && Cost(x.Price, x.Quantity) > 0);
    }

    /// <summary>Carries the plan out on the subscription's items.</summary>
    public static void CarryOut(UnitOfWork w, JsonObject s, List<PlannedItem> plan, Func<JsonObject, (long Start, long End)> periodOfNew)
    {
        var ids = new JsonArray();
        foreach (var planned in plan)
        {
            if (planned.Deleted)
            {
                w.Remove(planned.Item!);
                continue;
            }
            var item = planned.Item;
            if (item is null)
            {
                var (start, end) = periodOfNew(planned.Price);
                item = Items.New(w, s, planned.Price, planned.Quantity, start, end);
            }
            else if (planned.Changes)
                Items.SetPrice(item, planned.Price, planned.Quantity);
            if (planned.Given is { } given)
                Metadata.Merge(item, given);
            ids.Add(item.Str("id"));
        }
        s["items"] = ids;
    }

    private static PlannedItem Unchanged(UnitOfWork w, JsonObject item)
    {
        var price = Items.Price(w, item);
        var quantity = item.IntOrNull("quantity") ?? 1;
        return new PlannedItem(item, price, quantity, price, quantity);
    }

    private static PlannedItem Changed(UnitOfWork w, PlannedItem was, JsonObject given, string at)
    {
        if (given.Flag("deleted"))
            return was with { Deleted = true };
        var price = given.FilledStr("price") is not null || given.Obj("price_data") is not null ? Items.PriceOf(w, given, at) : was.Price;
        return was with { Price = price, Quantity = given.IntOrNull("quantity") ?? was.Quantity, Given = given };
    }
}
