namespace PenguinMails.StripeSandbox.Clock;

/// <summary>Stripe's own test clocks: customers made on one live in its frozen time.</summary>
internal static class TestClocks
{
    private const long KeptFor = 30 * 86400;

    /// <summary>Stripe's limit without subscriptions; with some it is two of their intervals, which is not enforced here.</summary>
    private const long FarthestAdvance = 731 * 86400;

    public static void Map(Api api)
    {
        api.Map("POST", "/v1/test_helpers/test_clocks", Create);
        api.Map("GET", "/v1/test_helpers/test_clocks", c => c.List("test_helpers.test_clock"));
        api.Map("GET", "/v1/test_helpers/test_clocks/{id}", c => c.Show(c.Work.Get("test_helpers.test_clock", c.Id, "id")));
        api.Map("POST", "/v1/test_helpers/test_clocks/{id}/advance", Advance);
        api.Map("DELETE", "/v1/test_helpers/test_clocks/{id}", Delete);
    }

    private static Reply Create(ApiCall c)
    {
        var clock = c.Work.Add(new JsonObject
        {
            ["object"] = "test_helpers.test_clock",
            ["created"] = c.Work.Now,
            ["deletes_after"] = c.Work.Now + KeptFor,
            ["frozen_time"] = c.Params.Int("frozen_time"),
            ["name"] = c.Params.Str("name"),
            ["status"] = "ready",
        });
        c.Work.Emit("test_helpers.test_clock.created", clock);
        return c.Show(clock);
    }

    private static Reply Advance(ApiCall c)
    {
        var (w, to) = (c.Work, c.Params.Int("frozen_time"));
        var clock = w.Get("test_helpers.test_clock", c.Id, "id");
        if (to <= clock.Int("frozen_time"))
            throw StripeError.Invalid("The frozen time must be after the test clock's current frozen time.", "frozen_time");
        if (to > clock.Int("frozen_time") + FarthestAdvance)
            throw StripeError.Invalid("A test clock cannot be advanced by more than two years at once.", "frozen_time");
        clock["status"] = "advancing";
        clock["status_details"] = new JsonObject { ["advancing"] = new JsonObject { ["target_frozen_time"] = to } };
        w.Emit("test_helpers.test_clock.advancing", clock);
        var advancing = c.Show(clock);
        while (DueWork.Earliest(w, c.Id) is { } due && due.At <= to)
        {
            clock["frozen_time"] = Math.Max(clock.Int("frozen_time"), due.At);
            due.Run(w, w.Find(due.Id)!);
        }
        clock["frozen_time"] = to;
        clock["status"] = "ready";
        clock["status_details"] = new JsonObject();
        w.Emit("test_helpers.test_clock.ready", clock);
        // Stripe advances in the background and says so; here it is done before the answer arrives.
        return advancing;
    }

    private static Reply Delete(ApiCall c)
    {
        var clock = c.Work.Get("test_helpers.test_clock", c.Id, "id");
        foreach (var customer in c.Work.Where("customer", o => o.Str("test_clock") == c.Id && !o.Flag("_deleted")))
        {
            foreach (var s in c.Work.Where("subscription", s => s.Str("customer") == customer.Str("id") && !SubscriptionStatus.IsOver(s)))
                Cancellation.CancelNow(c.Work, s, new JsonObject());
            c.Work.Emit("customer.deleted", customer);
            customer["_deleted"] = true;
        }
        c.Work.Emit("test_helpers.test_clock.deleted", clock);
        c.Work.Remove(clock);
        return new Reply(Renderer.Deleted(clock));
    }
}
