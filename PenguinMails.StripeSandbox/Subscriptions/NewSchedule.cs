namespace PenguinMails.StripeSandbox.Subscriptions;

internal static class NewSchedule
{
    /// <summary>Takes a running subscription over as it is; its current period is the first phase.</summary>
    public static JsonObject FromSubscription(UnitOfWork w, JsonObject s, JsonObject p)
    {
        // With items of several intervals, the longest period is the one that a phase stands for.
        var item = Items.Of(w, s).MaxBy(i => i.Int("current_period_end"))!;
        var schedule = Shell(w, w.Get("customer", s.Text("customer")), p, "active");
        schedule["subscription"] = s.Str("id");
        var phase = SchedulePhases.Blank(s.Text("currency"), item.Int("current_period_start"), item.Int("current_period_end"));
        phase["items"] = SchedulePhases.ItemsOf(w, s);
        phase["discounts"] = Json.Array(s.Strs("discounts").Select(d => new JsonObject { ["coupon"] = null, ["discount"] = d, ["promotion_code"] = null }));
        phase["trial_end"] = s["trial_end"].Copy();
        schedule["phases"] = new JsonArray(phase);
        SchedulePhases.Point(schedule, phase);
        w.Add(schedule);
        var before = w.Snapshot(s);
        s["schedule"] = schedule.Str("id");
        w.Emit("subscription_schedule.created", schedule);
        w.Emit("customer.subscription.updated", s, before);
        return schedule;
    }

    /// <summary>A subscription that begins later, or now.</summary>
    public static JsonObject Ahead(UnitOfWork w, JsonObject customer, JsonObject p)
    {
        var now = w.NowOf(customer);
        var schedule = Shell(w, customer, p, "not_started");
        schedule["end_behavior"] = p.Str("end_behavior") ?? "release";
        schedule["phases"] = SchedulePhases.Read(w, p, p.IntOrNull("start_date") ?? now);
        w.Add(schedule);
        w.Emit("subscription_schedule.created", schedule);
        if (SchedulePhases.Due(schedule) <= now)
            SchedulePhases.Advance(w, schedule);
        return schedule;
    }

    private static JsonObject Shell(UnitOfWork w, JsonObject customer, JsonObject p, string status)
    {
        var schedule = new JsonObject
        {
            ["object"] = "subscription_schedule",
            ["billing_mode"] = new JsonObject { ["flexible"] = new JsonObject { ["proration_discounts"] = "included" }, ["type"] = "flexible" },
            ["created"] = w.NowOf(customer),
            ["customer"] = customer.Str("id"),
            ["default_settings"] = new JsonObject
            {
                ["automatic_tax"] = new JsonObject { ["enabled"] = false },
                ["billing_cycle_anchor"] = "automatic",
                ["collection_method"] = "charge_automatically",
                ["invoice_settings"] = new JsonObject { ["issuer"] = new JsonObject { ["type"] = "self" } },
            },
            ["end_behavior"] = p.Str("end_behavior") ?? "release",
            ["metadata"] = new JsonObject(),
            ["phases"] = new JsonArray(),
            ["status"] = status,
            ["test_clock"] = customer.Str("test_clock"),
        };
        Metadata.Merge(schedule, p);
        return schedule;
    }
}
