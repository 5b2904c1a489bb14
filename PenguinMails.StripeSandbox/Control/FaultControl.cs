namespace PenguinMails.StripeSandbox.Control;

/// <summary>
/// `{"decline": "insufficient_funds", "times": 3}`, `{"deliveries": "pause"}` (or resume, duplicate, reorder, delay, drop, tamper, replay, flood; with times),
/// `{"api": "outage", "times": 2}` or `{"api": "rate_limit", "seconds": 30}`, `{"render": "2023-10-16"}`, `{"retries": "on"}`; 0 times clears.
/// </summary>
internal static class FaultControl
{
    private static readonly string[] DeliveryKinds = ["duplicate", "reorder", "delay", "drop", "tamper", "replay", "flood"];

    public static IResult Show(Sandbox sandbox)
    {
        var (f, d) = (sandbox.Faults, sandbox.DeliveryFaults);
        return ControlEndpoints.Answer(new JsonObject
        {
            ["decline"] = f.Decline,
            ["decline_times"] = f.DeclineTimes,
            ["deliveries"] = d.Paused ? "pause" : d.Kind,
            ["delivery_times"] = d.Times,
            ["render"] = d.ApiVersion,
            ["api"] = f.Api,
            ["retries"] = f.AutomaticRetries ? "on" : "off",
        });
    }

    public static IResult Set(Sandbox sandbox, JsonObject body)
    {
        var times = (int)(body.IntOrNull("times") ?? 1);
        if (body.Has("decline"))
            (sandbox.Faults.Decline, sandbox.Faults.DeclineTimes) = (body.Str("decline"), times);
        if (body.Has("deliveries"))
            SetDeliveries(sandbox.DeliveryFaults, body.Str("deliveries"), times);
        if (body.Has("render"))
            sandbox.DeliveryFaults.ApiVersion = body.FilledStr("render");
        if (body.Has("retries"))
            sandbox.Faults.AutomaticRetries = body.Str("retries") == "on";
        if (body.Has("api"))
        {
            sandbox.Faults.Api = times == 0 ? null : body.Str("api");
            sandbox.Faults.ApiTimes = times;
            sandbox.Faults.ApiUntil = body.IntOrNull("seconds") is { } s ? sandbox.Clock.GetUtcNow().AddSeconds(s) : null;
        }
        return Show(sandbox);
    }

    private static void SetDeliveries(DeliveryFaults faults, string? kind, int times)
    {
        if (kind is "pause" or "resume")
            faults.Paused = kind == "pause";
        else if (kind is null || DeliveryKinds.Contains(kind))
            faults.Set(kind, times);
        else
            throw new FormatException($"No such delivery fault: {kind}. There are pause, resume, {string.Join(", ", DeliveryKinds)}.");
    }
}
