namespace PenguinMails.StripeSandbox.Control;

internal static class EventControl
{
    private const int Shown = 200;

    public static IResult List(UnitOfWork w) => ControlEndpoints.Answer(new JsonObject
    {
        ["events"] = new JsonArray([.. w.All("event").Reverse().Take(Shown).Select(e => (JsonNode)new JsonObject
        {
            ["id"] = e.Str("id"),
            ["type"] = e.Str("type"),
            ["created"] = e.Int("created"),
            ["object"] = e.Str("data.object.id"),
            ["pending_webhooks"] = e.Int("pending_webhooks"),
            ["attempts"] = e["_attempts"].Copy() ?? new JsonArray(),
        })]),
    });

    public static IResult Redeliver(UnitOfWork w, string id)
    {
        if (w.Find("event", id) is not { } evt)
            return ControlEndpoints.Answer(new JsonObject { ["error"] = $"No such event: {id}" }, 404);
        var endpoints = w.All("webhook_endpoint").Where(e => WebhookEndpoints.Listens(e, evt.Text("type"))).Select(e => e.Text("id")).ToList();
        foreach (var endpoint in endpoints)
            Deliveries.Plan(w, id, endpoint, w.Now);
        return ControlEndpoints.Answer(new JsonObject { ["redelivered_to"] = endpoints.Count });
    }

    /// <summary>`{"charge": "ch_...", "reason": "fraudulent"}` opens a dispute; with `"close": "won"` or `"lost"` its dispute ends.</summary>
    public static IResult Dispute(UnitOfWork w, JsonObject body)
    {
        var charge = w.Get("charge", body.Text("charge"), "charge");
        var dispute = body.Str("close") is { } end
            ? Disputes.Close(w, w.Where("dispute", d => d.Str("charge") == charge.Str("id")).Last(), end)
            : Disputes.Open(w, charge, body.Str("reason") ?? "fraudulent");
        return ControlEndpoints.Answer(w.Snapshot(dispute));
    }
}
