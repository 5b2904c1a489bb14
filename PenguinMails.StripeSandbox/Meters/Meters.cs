namespace PenguinMails.StripeSandbox;

/// <summary>Billing meters: what is counted, and how the counts of a period become one number.</summary>
internal static class Meters
{
    public static void Map(Api api)
    {
        api.Map("POST", "/v1/billing/meters", Create);
        api.Map("GET", "/v1/billing/meters", c => c.List("billing.meter", m => c.Params.Str("status") is not { } status || m.Str("status") == status));
        api.Map("GET", "/v1/billing/meters/{id}", c => c.Show(c.Work.Get("billing.meter", c.Id, "id")));
        api.Map("POST", "/v1/billing/meters/{id}", Update);
        api.Map("POST", "/v1/billing/meters/{id}/deactivate", c => SetStatus(c, "inactive"));
        api.Map("POST", "/v1/billing/meters/{id}/reactivate", c => SetStatus(c, "active"));
    }

    public static decimal Usage(UnitOfWork w, JsonObject meter, string customer, long start, long end)
    {
        var values = w.All(MeterEvents.Kind).Where(e => e.Str("event_name") == meter.Str("event_name") && e.Str("_customer") == customer
            && e.Int("timestamp") >= start && e.Int("timestamp") < end && !e.Flag("_canceled")).ToList();
        return meter.Str("default_aggregation.formula") switch
        {
            "count" => values.Count,
            "last" => values.OrderBy(e => e.Int("timestamp")).LastOrDefault()?.Num("_value") ?? 0,
            _ => values.Sum(e => e.Num("_value") ?? 0),
        };
    }

    private static Reply Create(ApiCall c)
    {
        var (w, p) = (c.Work, c.Params);
        if (w.All("billing.meter").Any(m => m.Str("event_name") == p.Str("event_name") && m.Str("status") == "active"))
            throw StripeError.Invalid($"There is already an active meter with the event name {p.Str("event_name")}.", "event_name", "resource_already_exists");
        var meter = w.Add(new JsonObject
        {
            ["object"] = "billing.meter",
            ["created"] = w.Now,
            ["customer_mapping"] = p["customer_mapping"].Copy() ?? new JsonObject { ["event_payload_key"] = "stripe_customer_id", ["type"] = "by_id" },
            ["default_aggregation"] = p["default_aggregation"].Copy(),
            ["display_name"] = p.Str("display_name"),
            ["event_name"] = p.Str("event_name"),
            ["event_time_window"] = p.Str("event_time_window"),
            ["status"] = "active",
            ["updated"] = w.Now,
            ["value_settings"] = p["value_settings"].Copy() ?? new JsonObject { ["event_payload_key"] = "value" },
        });
        w.Emit("billing.meter.created", meter);
        return c.Show(meter);
    }

    private static Reply Update(ApiCall c)
    {
        var meter = c.Work.Get("billing.meter", c.Id, "id");
        var before = c.Work.Snapshot(meter);
        meter.Take(c.Params, "display_name");
        c.Work.Emit("billing.meter.updated", meter, before);
        return c.Show(meter);
    }

    private static Reply SetStatus(ApiCall c, string status)
    {
        var meter = c.Work.Get("billing.meter", c.Id, "id");
        meter["status"] = status;
        meter["updated"] = c.Work.Now;
        meter["status_transitions"]!["deactivated_at"] = status == "inactive" ? c.Work.Now : null;
        c.Work.Emit(status == "active" ? "billing.meter.reactivated" : "billing.meter.deactivated", meter);
        return c.Show(meter);
    }
}
