namespace PenguinMails.StripeSandbox.Control;

internal static class ClockControl
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <summary>`?known=` and an offset: answered as soon as that is not the offset any more, or after a while.</summary>
    public static async Task<IResult> ShowAsync(Sandbox sandbox, string? known, CancellationToken stopping, CancellationToken ct)
    {
        if (TimeSpan.TryParse(known, CultureInfo.InvariantCulture, out var offset))
        {
            using var wait = CancellationTokenSource.CreateLinkedTokenSource(stopping, ct);
            wait.CancelAfter(LongestWait);
            await sandbox.Clock.UntilMovedFromAsync(offset, wait.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return Show(sandbox);
    }

    public static IResult Show(Sandbox sandbox) => ControlEndpoints.Answer(new JsonObject
    {
        ["now"] = sandbox.Clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        ["offset"] = sandbox.Clock.Offset.ToString("c", CultureInfo.InvariantCulture),
    });

    /// <summary>`{"advance": "3.00:00:00"}`, `{"to": "next-renewal"}` or `{"to": "2026-05-01T00:00:00Z"}`.</summary>
    public static async Task<IResult> MoveAsync(Sandbox sandbox, StripeSandboxHost host, JsonObject body, CancellationToken ct)
    {
        var now = sandbox.Clock.GetUtcNow();
        DateTimeOffset to;
        if (body.Str("advance") is { } advance)
            to = now + TimeSpan.Parse(advance, CultureInfo.InvariantCulture);
        else if (body.Str("to") == "next-renewal")
        {
            var next = await sandbox.RunAsync(NextRenewal, ct);
            if (next is null)
                return ControlEndpoints.Answer(new JsonObject { ["error"] = "No subscription renews." }, 409);
            // Past the renewal and the hour its invoice stays a draft.
            to = DateTimeOffset.FromUnixTimeSeconds(next.Value + Renewal.DraftTime + 60);
        }
        else
            to = DateTimeOffset.Parse(body.Text("to"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if (to < now)
            return ControlEndpoints.Answer(new JsonObject { ["error"] = "The clock only goes forward; reset to begin again." }, 409);
        await host.AdvanceAsync(to, ct);
        return Show(sandbox);
    }

    private static long? NextRenewal(UnitOfWork w) =>
        w.All("subscription").Where(s => s.Str("test_clock") is null).Select(s => Renewal.Due(w, s)).Where(d => d > w.Now).Min();
}
