namespace PenguinMails.StripeSandbox.Subscriptions;

/// <summary>Subscription schedules: changes of a subscription that are laid out ahead in phases.</summary>
internal static class Schedules
{
    public static void Map(Api api)
    {
        api.Map("POST", "/v1/subscription_schedules", Create);
        api.Map("GET", "/v1/subscription_schedules", List);
        api.Map("GET", "/v1/subscription_schedules/{id}", c => c.Show(c.Work.Get("subscription_schedule", c.Id, "id")));
        api.Map("POST", "/v1/subscription_schedules/{id}", Update);
        api.Map("POST", "/v1/subscription_schedules/{id}/release", Release);
        api.Map("POST", "/v1/subscription_schedules/{id}/cancel", Cancel);
    }

    public static bool IsOver(JsonObject schedule) => schedule.Str("status") is "released" or "canceled" or "completed";

    public static void OnSubscriptionEnded(UnitOfWork w, JsonObject s)
    {
        if (w.Find(s.Str("schedule")) is not { } schedule || IsOver(schedule))
            return;
        schedule["status"] = "canceled";
        schedule["canceled_at"] = w.NowOf(s);
        schedule["current_phase"] = null;
        w.Emit("subscription_schedule.canceled", schedule);
    }

    /// <summary>A subscription that is changed directly changes its schedule's current phase with it.</summary>
    public static void OnSubscriptionChanged(UnitOfWork w, JsonObject s, List<PlannedItem> plan)
    {
        if (!plan.Any(p => p.Changes) || w.Find(s.Str("schedule")) is not { } schedule || schedule.Flag("_advancing") || SchedulePhases.Current(schedule) is not { } phase)
            return;
        var before = w.Snapshot(schedule);
        phase["items"] = SchedulePhases.ItemsOf(w, s);
        w.Emit("subscription_schedule.updated", schedule, before);
    }

    public static void LetGo(UnitOfWork w, JsonObject schedule)
    {
        if (w.Find(schedule.Str("subscription")) is { } s)
        {
            var before = w.Snapshot(s);
            s["schedule"] = null;
            w.Emit("customer.subscription.updated", s, before);
        }
        schedule["status"] = "released";
        schedule["released_at"] = w.NowOf(schedule);
        schedule["released_subscription"] = schedule.Str("subscription");
        schedule["subscription"] = null;
        schedule["current_phase"] = null;
        w.Emit("subscription_schedule.released", schedule);
    }

    private static Reply Create(ApiCall c)
    {
        var (w, p) = (c.Work, c.Params);
        if (p.Str("from_subscription") is { } from)
        {
            if (p.Has("phases") || p.Has("customer"))
                throw StripeError.Invalid("You cannot set `phases` or `customer` if `from_subscription` is set.", "from_subscription");
            var s = w.Get("subscription", from, "from_subscription");
            if (s.Str("schedule") is { } attached)
                throw StripeError.Invalid($"You cannot migrate a subscription that is already attached to a schedule: {attached}.", "from_subscription");
            if (SubscriptionStatus.IsOver(s))
                throw StripeError.Invalid("You cannot migrate a subscription that is canceled.", "from_subscription");
            return c.Show(NewSchedule.FromSubscription(w, s, p));
        }
        var customer = CustomerEndpoints.Live(w, p.Str("customer") ?? throw StripeError.MissingParameter("customer"), "customer");
        return c.Show(NewSchedule.Ahead(w, customer, p));
    }

    private static Reply List(ApiCall c)
    {
        var p = c.Params;
        return c.List("subscription_schedule", o => (p.Str("customer") is not { } customer || o.Str("customer") == customer)
            && (!p.Flag("scheduled") || o.Str("status") == "not_started")
            && Page.InRange(o, p, "canceled_at") && Page.InRange(o, p, "completed_at") && Page.InRange(o, p, "released_at"));
    }

    private static Reply Update(ApiCall c)
    {
        var (w, p) = (c.Work, c.Params);
        var schedule = Open(c, "update");
        var before = w.Snapshot(schedule);
        schedule.Take(p, "end_behavior");
        Metadata.Merge(schedule, p);
        if (p.Has("phases"))
            SchedulePhases.Replace(w, schedule, p);
        w.Emit("subscription_schedule.updated", schedule, before);
        return c.Show(schedule);
    }

    private static Reply Release(ApiCall c)
    {
        var schedule = Open(c, "release");
        LetGo(c.Work, schedule);
        return c.Show(schedule);
    }

    private static Reply Cancel(ApiCall c)
    {
        var schedule = Open(c, "cancel");
        if (c.Work.Find(schedule.Str("subscription")) is { } s && !SubscriptionStatus.IsOver(s))
        {
            Cancellation.CancelNow(c.Work, s, new JsonObject
            {
                ["invoice_now"] = !c.Params.Has("invoice_now") || c.Params.Flag("invoice_now"),
                ["prorate"] = !c.Params.Has("prorate") || c.Params.Flag("prorate"),
            });
        }
        else
        {
            schedule["status"] = "canceled";
            schedule["canceled_at"] = c.Work.NowOf(schedule);
            c.Work.Emit("subscription_schedule.canceled", schedule);
        }
        return c.Show(schedule);
    }

    private static JsonObject Open(ApiCall c, string what)
    {
        var schedule = c.Work.Get("subscription_schedule", c.Id, "id");
        return !IsOver(schedule) ? schedule : throw StripeError.Invalid(
            $"You cannot {what} a subscription schedule that is currently in the `{schedule.Str("status")}` status. Only `not_started` and `active` subscription schedules can be changed.");
    }
}
