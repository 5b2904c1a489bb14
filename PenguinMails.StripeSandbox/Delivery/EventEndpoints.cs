namespace PenguinMails.StripeSandbox.Delivery;

internal static class EventEndpoints
{
    /// <summary>Events can be listed for 30 days.</summary>
    private const long Kept = 30 * 86400;

    public static void Map(Api api)
    {
        api.Map("GET", "/v1/events", List);
        api.Map("GET", "/v1/events/{id}", c => c.Show(c.Work.Get("event", c.Id, "id")));
    }

    private static Reply List(ApiCall c)
    {
        var types = c.Params.Str("type") is { } type ? [type] : c.Params.Strs("types").ToList();
        var horizon = c.Work.Now - Kept;
        bool? delivered = c.Params.Has("delivery_success") ? c.Params.Flag("delivery_success") : null;
        return c.List("event", e => e.Int("_at") >= horizon
            && (types.Count == 0 || types.Any(t => Fits(t, e.Text("type"))))
            && (delivered is null || delivered == (e.Int("pending_webhooks") == 0)));
    }

    private static bool Fits(string wanted, string type) =>
        wanted.EndsWith(".*", StringComparison.Ordinal) ? type.StartsWith(wanted[..^1], StringComparison.Ordinal) : wanted == type;
}
