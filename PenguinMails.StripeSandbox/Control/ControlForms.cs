namespace PenguinMails.StripeSandbox.Control;

/// <summary>The control page's forms, which do what the JSON calls do.</summary>
internal static class ControlForms
{
    public static void Map(RouteGroupBuilder control, Sandbox sandbox, StripeSandboxHost host)
    {
        control.MapPost("/clock", async (HttpRequest request, CancellationToken ct) =>
        {
            var form = await request.ReadFormAsync(ct);
            var body = new JsonObject { [form["advance"].Count > 0 ? "advance" : "to"] = (form["advance"].Count > 0 ? form["advance"] : form["to"]).ToString() };
            await ClockControl.MoveAsync(sandbox, host, body, ct);
            return SeeOther.To("/_sandbox");
        }).DisableAntiforgery();
        control.MapPost("/reset", async () =>
        {
            await host.ResetKeepingEndpointsAsync(null);
            return SeeOther.To("/_sandbox");
        });
        control.MapPost("/faults", async (HttpRequest request, CancellationToken ct) =>
        {
            var form = await request.ReadFormAsync(ct);
            var body = new JsonObject { [form["kind"].ToString()] = form["value"].ToString() };
            if (int.TryParse(form["times"], CultureInfo.InvariantCulture, out var times))
                body["times"] = (long)times;
            FaultControl.Set(sandbox, body);
            return SeeOther.To("/_sandbox");
        }).DisableAntiforgery();
        control.MapPost("/events/{id}/redeliver", async (string id, CancellationToken ct) =>
        {
            await sandbox.RunAsync(w => EventControl.Redeliver(w, id), ct);
            return SeeOther.To("/_sandbox");
        }).DisableAntiforgery();
    }
}
