namespace PenguinMails.StripeSandbox.Subscriptions;

internal static class SchedulePhases
{
    public static long? Due(JsonObject schedule) => schedule.Str("status") switch
    {
        "not_started" => schedule.Objs("phases").First().Int("start_date"),
        "active" => schedule.IntOrNull("current_phase.end_date"),
        _ => null,
    };

    public static JsonObject? Current(JsonObject schedule) =>
        schedule.Objs("phases").FirstOrDefault(p => p.Int("start_date") == schedule.IntOrNull("current_phase.start_date"));

    public static void Point(JsonObject schedule, JsonObject phase) => schedule["current_phase"] = new JsonObject
    {
        ["end_date"] = phase.Int("end_date"),
        ["start_date"] = phase.Int("start_date"),
    };

    public static JsonObject Blank(string currency, long start, long end) => new()
    {
        ["add_invoice_items"] = new JsonArray(),
        ["currency"] = currency,
        ["discounts"] = new JsonArray(),
        ["end_date"] = end,
        ["items"] = new JsonArray(),
        ["metadata"] = new JsonObject(),
        ["proration_behavior"] = "create_prorations",
        ["start_date"] = start,
    };

    public static JsonArray ItemsOf(UnitOfWork w, JsonObject s) => Json.Array(Items.Of(w, s).Select(i =>
    {
        var item = new JsonObject { ["discounts"] = new JsonArray(), ["metadata"] = i["metadata"].Copy(), ["plan"] = i.Str("price"), ["price"] = i.Str("price"), ["tax_rates"] = new JsonArray() };
        if (i.IntOrNull("quantity") is { } quantity)
            item["quantity"] = quantity;
        return item;
    }));

    /// <summary>Phases as they were asked for; each begins where the one before it ends.</summary>
    public static JsonArray Read(UnitOfWork w, JsonObject p, long start)
    {
        var phases = new JsonArray();
        var n = 0;
        foreach (var given in p.Objs("phases"))
        {
            var at = $"phases[{n++}]";
            var from = given.IntOrNull("start_date") ?? start;
            if (n > 1 && from != start)
                throw StripeError.Invalid("The start date of a phase must be the end date of the phase before it.", $"{at}[start_date]");
            var prices = given.Objs("items").Select((i, k) => Items.PriceOf(w, i, $"{at}[items][{k}]")).ToList();
            var end = given.IntOrNull("end_date") ?? (given.Obj("duration") is { } d
                ? BillingCalendar.Boundary(from, d.Text("interval"), d.IntOrNull("interval_count") ?? 1, 1) : BillingCalendar.Next(from, prices[0], from));
            if (end <= from)
                throw StripeError.Invalid("The end date of a phase must be after its start date.", $"{at}[end_date]");
            phases.Add(Phase(given, prices, from, end));
            start = end;
        }
        return phases.Count > 0 ? phases : throw StripeError.MissingParameter("phases");
    }

    /// <summary>The current phase must be among the new ones: the past cannot be rewritten.</summary>
    public static void Replace(UnitOfWork w, JsonObject schedule, JsonObject p)
    {
        var current = Current(schedule);
        var phases = Read(w, p, current?.Int("start_date") ?? p.Objs("phases").First().IntOrNull("start_date") ?? w.NowOf(schedule));
        if (current is not null)
        {
            var same = phases.OfType<JsonObject>().FirstOrDefault(x => x.Int("start_date") == current.Int("start_date"))
                ?? throw StripeError.Invalid("You can not modify the start date of the current phase.", "phases[0][start_date]");
            if (same.Int("end_date") <= w.NowOf(schedule))
                throw StripeError.Invalid("The current phase must end in the future.", "phases[0][end_date]");
            Point(schedule, same);
            schedule["phases"] = phases;
            Enter(w, schedule, same, p.Str("proration_behavior") ?? "create_prorations");
        }
        else
            schedule["phases"] = phases;
    }

    /// <summary>The current phase is over, or the first begins.</summary>
    public static void Advance(UnitOfWork w, JsonObject schedule)
    {
        var before = w.Snapshot(schedule);
        var next = schedule.Str("status") == "not_started" ? schedule.Objs("phases").First()
            : schedule.Objs("phases").FirstOrDefault(p => p.Int("start_date") == schedule.Int("current_phase.end_date"));
        if (next is null)
        {
            ScheduleEnd.Reach(w, schedule);
            return;
        }
        Point(schedule, next);
        if (schedule.Str("status") == "not_started")
            ScheduleStart.Begin(w, schedule, next);
        else
            Enter(w, schedule, next, next.Text("proration_behavior"));
        w.Emit("subscription_schedule.updated", schedule, before);
    }

    private static void Enter(UnitOfWork w, JsonObject schedule, JsonObject phase, string proration)
    {
        if (w.Find(schedule.Str("subscription")) is not { } s || SubscriptionStatus.IsOver(s))
            return;
        schedule["_advancing"] = true;
        PhaseEntry.Enter(w, s, phase, proration);
        schedule.Remove("_advancing");
    }

    private static JsonObject Phase(JsonObject given, List<JsonObject> prices, long start, long end)
    {
        var phase = Blank(prices[0].Text("currency"), start, end);
        phase["items"] = Json.Array(given.Objs("items").Zip(prices, (i, price) =>
        {
            var item = new JsonObject { ["discounts"] = new JsonArray(), ["metadata"] = i["metadata"].Copy() ?? new JsonObject(), ["plan"] = price.Str("id"), ["price"] = price.Str("id"), ["tax_rates"] = new JsonArray() };
            if (!Items.IsMetered(price))
                item["quantity"] = i.IntOrNull("quantity") ?? 1;
            return item;
        }));
        phase.Take(given, "billing_cycle_anchor", "collection_method", "default_payment_method", "description", "metadata", "trial_end");
        phase["metadata"] ??= new JsonObject();
        phase["proration_behavior"] = given.Str("proration_behavior") ?? "create_prorations";
        phase["discounts"] = Json.Array(given.Objs("discounts").Select(d => new JsonObject
        {
            ["coupon"] = d.FilledStr("coupon"), ["discount"] = d.FilledStr("discount"), ["promotion_code"] = d.FilledStr("promotion_code"),
        }));
        return phase;
    }
}
