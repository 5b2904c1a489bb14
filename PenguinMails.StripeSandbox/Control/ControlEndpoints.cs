namespace PenguinMails.StripeSandbox.Control;

/// <summary>The sandbox's own controls, as JSON under /_sandbox/api and as a page at /_sandbox.</summary>
internal static class ControlEndpoints
{
    public static void Map(WebApplication app, Sandbox sandbox, StripeSandboxHost host)
    {
        var control = app.MapGroup("/_sandbox").AddEndpointFilter(RefuseOtherSites);
        control.MapGet("", (CancellationToken ct) => sandbox.RunAsync(w => ControlPage.Render(w), ct));
        ControlForms.Map(control, sandbox, host);
        var api = control.MapGroup("/api");
        api.MapGet("/clock", (string? known, CancellationToken ct) => ClockControl.ShowAsync(sandbox, known, app.Lifetime.ApplicationStopping, ct));
        api.MapPost("/clock", async (HttpRequest request, CancellationToken ct) => await ClockControl.MoveAsync(sandbox, host, await ReadAsync(request, ct), ct));
        api.MapPost("/reset", async (HttpRequest request, CancellationToken ct) =>
        {
            var body = await ReadAsync(request, ct);
            await host.ResetKeepingEndpointsAsync(body.Str("clock") is { } clock ? DateTimeOffset.Parse(clock, CultureInfo.InvariantCulture) : null);
            return Answer(new JsonObject { ["reset"] = true });
        });
        api.MapGet("/events", (CancellationToken ct) => sandbox.RunAsync(EventControl.List, ct));
        api.MapPost("/events/{id}/redeliver", (string id, CancellationToken ct) => sandbox.RunAsync(w => EventControl.Redeliver(w, id), ct));
        api.MapGet("/faults", () => FaultControl.Show(sandbox));
        api.MapPost("/faults", async (HttpRequest request, CancellationToken ct) => FaultControl.Set(sandbox, await ReadAsync(request, ct)));
        api.MapPost("/disputes", async (HttpRequest request, CancellationToken ct) =>
        {
            var body = await ReadAsync(request, ct);
            return await sandbox.RunAsync(w => EventControl.Dispute(w, body), ct);
        });
    }

    public static IResult Answer(JsonObject body, int status = 200) => Results.Text(body.ToJsonString(), "application/json", statusCode: status);

    private static async Task<JsonObject> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(ct);
        return string.IsNullOrWhiteSpace(text) ? [] : JsonNode.Parse(text) as JsonObject ?? [];
    }

    // A page elsewhere must not be able to move this clock from its visitor's browser.
    private static async ValueTask<object?> RefuseOtherSites(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Request.Headers;
        if (!HttpMethods.IsGet(context.HttpContext.Request.Method) && headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
            return Answer(new JsonObject { ["error"] = "Refused: this came from another site." }, 403);
        try
        {
            return await next(context);
        }
        catch (Exception e) when (e is FormatException or JsonException or StripeError)
        {
            return Answer(new JsonObject { ["error"] = e.Message }, 400);
        }
    }
}
