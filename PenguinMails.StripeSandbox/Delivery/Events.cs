namespace PenguinMails.StripeSandbox.Delivery;

/// <summary>Events are recorded in the unit of work that made them true, and show the object as it was at that moment.</summary>
internal static class Events
{
    public static JsonObject Snapshot(this UnitOfWork w, JsonObject o) => new Renderer(w).Render(o);

    /// <summary>Records an event; with <paramref name="before"/> it says what changed, and says nothing when nothing did.</summary>
    public static void Emit(this UnitOfWork w, string type, JsonObject o, JsonObject? before = null)
    {
        if (w.IsRehearsal)
            return;
        Completion.Complete(o);
        var data = new JsonObject { ["object"] = w.Snapshot(o) };
        if (before is not null)
        {
            if (JsonNode.DeepEquals(before, data["object"]))
                return;
            data["previous_attributes"] = Difference.Of(before, data["object"]!.AsObject());
        }
        var endpoints = w.All("webhook_endpoint").Where(e => WebhookEndpoints.Listens(e, type)).Select(e => e.Text("id")).ToList();
        var now = w.NowOf(o);
        var evt = w.Add(new JsonObject
        {
            ["object"] = "event",
            ["api_version"] = StripeSpec.Instance.Version,
            ["created"] = now,
            ["data"] = data,
            ["livemode"] = false,
            ["pending_webhooks"] = (long)endpoints.Count,
            ["request"] = new JsonObject { ["id"] = w.RequestId, ["idempotency_key"] = w.IdempotencyKey },
            ["type"] = type,
            // When it really happened: on a test clock that is another time than it is said to have been created.
            ["_at"] = w.Now,
        });
        foreach (var endpoint in endpoints)
            Deliveries.Plan(w, evt.Text("id"), endpoint, w.Now);
    }
}
