namespace PenguinMails.StripeSandbox.Subscriptions;

/// <summary>`pending_if_incomplete`: the change waits up to 23 hours for its invoice to be paid.</summary>
internal static class PendingUpdates
{
    public const long Lifetime = 23 * 3600;

    private static readonly string[] Held = ["items", "billing_cycle_anchor", "trial_end", "trial_start", "status"];

    /// <summary>The subscription and its items as they are, to go back to.</summary>
    public static JsonObject Copy(UnitOfWork w, JsonObject s) => new()
    {
        ["subscription"] = s.DeepClone(),
        ["items"] = Json.Array(Items.Of(w, s).Select(i => i.DeepClone().AsObject())),
    };

    public static void Hold(UnitOfWork w, JsonObject s, JsonObject invoice, JsonObject held)
    {
        var before = w.Snapshot(s);
        var wanted = Copy(w, s);
        Restore(w, s, held);
        s["pending_update"] = new JsonObject
        {
            ["expires_at"] = w.NowOf(s) + Lifetime,
            ["subscription_items"] = new JsonArray([.. wanted.Objs("items").Select(i => new Renderer(w).Render(i.DeepClone().AsObject()))]),
        };
        s["_pending"] = wanted;
        invoice["_pending_update"] = true;
        w.Emit("customer.subscription.updated", s, before);
    }

    public static bool Apply(UnitOfWork w, JsonObject s, JsonObject invoice)
    {
        if (!invoice.Flag("_pending_update") || s.Obj("_pending") is not { } wanted)
            return false;
        var before = w.Snapshot(s);
        Restore(w, s, wanted);
        Clear(s);
        w.Emit("customer.subscription.pending_update_applied", s);
        w.Emit("customer.subscription.updated", s, before);
        return true;
    }

    public static void Expire(UnitOfWork w, JsonObject s)
    {
        var invoice = w.Find(s.Str("latest_invoice"));
        Clear(s);
        w.Emit("customer.subscription.pending_update_expired", s);
        if (invoice?.Str("status") == "open")
            InvoiceClosing.Void(w, invoice);
    }

    /// <summary>A change whose invoice is voided is given up.</summary>
    public static void Drop(UnitOfWork w, JsonObject invoice)
    {
        if (!invoice.Flag("_pending_update") || w.Find(invoice.Str("parent.subscription_details.subscription")) is not { } s
            || s.Obj("_pending") is null || s.Str("latest_invoice") != invoice.Str("id"))
            return;
        var before = w.Snapshot(s);
        Clear(s);
        w.Emit("customer.subscription.updated", s, before);
    }

    private static void Clear(JsonObject s)
    {
        s["pending_update"] = null;
        s.Remove("_pending");
    }

    private static void Restore(UnitOfWork w, JsonObject s, JsonObject copy)
    {
        var kept = copy.Objs("items").ToList();
        foreach (var item in Items.Of(w, s).Where(i => kept.All(k => k.Str("id") != i.Str("id"))))
            w.Remove(item);
        foreach (var item in kept)
            w.Add(item.DeepClone().AsObject());
        foreach (var key in Held)
            s[key] = copy["subscription"]![key].Copy();
    }
}
