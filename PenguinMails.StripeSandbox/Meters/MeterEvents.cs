namespace PenguinMails.StripeSandbox;

internal static class MeterEvents
{
    public const string Kind = "_meter_event";

    private const long OldestAccepted = 35 * 86400;
    private const long Ahead = 5 * 60;

    public static void Map(Api api)
    {
        api.Map("POST", "/v1/billing/meter_events", Create);
        api.Map("POST", "/v1/billing/meter_event_adjustments", Adjust);
    }

    private static Reply Create(ApiCall c)
    {
        var (w, p) = (c.Work, c.Params);
        var meter = w.All("billing.meter").LastOrDefault(m => m.Str("event_name") == p.Str("event_name") && m.Str("status") == "active")
            ?? throw StripeError.Invalid($"No active meter found for event name {p.Str("event_name")}.", "event_name", "billing_meter_event_no_meter");
        var payload = p.Obj("payload")!;
        var customer = payload.Str(meter.Text("customer_mapping.event_payload_key"))
            ?? throw StripeError.Invalid("The event payload is missing the customer mapping key.", "payload");
        var value = Value(meter, payload);
        var now = w.NowOf(w.Find("customer", customer) ?? []);
        var timestamp = p.IntOrNull("timestamp") ?? now;
        if (timestamp < now - OldestAccepted || timestamp > now + Ahead)
            throw StripeError.Invalid("The timestamp must be within the past 35 calendar days or up to 5 minutes in the future.", "timestamp");
        var identifier = p.Str("identifier") ?? Guid.NewGuid().ToString();
        if (w.Find(IdOf(identifier)) is { } same && same.Int("_received") > w.Now - 86400)
            throw StripeError.Invalid($"An event already exists with identifier {identifier}.", "identifier", "duplicate_meter_event");
        var evt = w.Add(new JsonObject
        {
            ["id"] = IdOf(identifier),
            ["object"] = Kind,
            ["created"] = now,
            ["event_name"] = p.Str("event_name"),
            ["identifier"] = identifier,
            ["payload"] = payload.DeepClone(),
            ["timestamp"] = timestamp,
            ["_customer"] = customer,
            ["_value"] = value.ToString(CultureInfo.InvariantCulture),
            ["_received"] = w.Now,
        });
        return new Reply(Shown(evt));
    }

    private static decimal Value(JsonObject meter, JsonObject payload)
    {
        if (meter.Str("default_aggregation.formula") == "count")
            return 1;
        var key = meter.Text("value_settings.event_payload_key");
        return decimal.TryParse(payload.Str(key), NumberStyles.Number, CultureInfo.InvariantCulture, out var value)
            ? value : throw StripeError.Invalid($"The event payload's {key} must be a number.", "payload");
    }

    private static JsonObject Shown(JsonObject evt) => new()
    {
        ["object"] = "billing.meter_event",
        ["created"] = evt.Int("created"),
        ["event_name"] = evt.Str("event_name"),
        ["identifier"] = evt.Str("identifier"),
        ["livemode"] = false,
        ["payload"] = evt["payload"].Copy(),
        ["timestamp"] = evt.Int("timestamp"),
    };

    private static Reply Adjust(ApiCall c)
    {
        var identifier = c.Params.Str("cancel.identifier") ?? throw StripeError.MissingParameter("cancel[identifier]");
        var evt = c.Work.Find(IdOf(identifier)) ?? throw StripeError.Invalid($"No such meter event: '{identifier}'", "cancel[identifier]");
        evt["_canceled"] = true;
        return new Reply(new JsonObject
        {
            ["object"] = "billing.meter_event_adjustment",
            ["cancel"] = new JsonObject { ["identifier"] = identifier },
            ["event_name"] = evt.Str("event_name"),
            ["livemode"] = false,
            ["status"] = "pending",
            ["type"] = "cancel",
        });
    }

    private static string IdOf(string identifier) => "_mev_" + identifier;
}
