namespace PenguinMails.StripeSandbox;

/// <summary>What a meter counted for a customer, as one number or by hour or day, newest first.</summary>
internal static class MeterSummaries
{
    private const int DefaultLimit = 10;

    public static void Map(Api api) => api.Map("GET", "/v1/billing/meters/{id}/event_summaries", List);

    private static Reply List(ApiCall c)
    {
        var (w, p) = (c.Work, c.Params);
        var meter = w.Get("billing.meter", c.Id, "id");
        w.Get("customer", p.Text("customer"), "customer");
        var (start, end) = (p.Int("start_time"), p.Int("end_time"));
        if (end <= start)
            throw StripeError.Invalid("The end time must be after the start time.", "end_time");
        var window = p.Str("value_grouping_window") switch { "hour" => 3600L, "day" => 86400L, _ => end - start };
        var limit = (int)(p.IntOrNull("limit") ?? DefaultLimit);
        var data = Windows(start, end, window, p.Str("starting_after"))
            .Take(limit + 1).Select(x => Summary(w, meter, p.Text("customer"), x.Start, x.End)).ToList();
        return new Reply(new JsonObject
        {
            ["object"] = "list",
            ["data"] = Json.Array(data.Take(limit)),
            ["has_more"] = data.Count > limit,
            ["url"] = c.Path,
        });
    }

    private static IEnumerable<(long Start, long End)> Windows(long start, long end, long window, string? after)
    {
        // The cursor carries its window's start, so summaries need not be stored to be paged through.
        var before = after is not null && long.TryParse(after.Split('_')[^1], CultureInfo.InvariantCulture, out var cursor) ? cursor : long.MaxValue;
        for (var at = start + ((end - 1 - start) / window * window); at >= start; at -= window)
        {
            if (at < before)
                yield return (at, Math.Min(at + window, end));
        }
    }

    private static JsonObject Summary(UnitOfWork w, JsonObject meter, string customer, long start, long end) => new()
    {
        ["id"] = $"mtrusg_test_{start}",
        ["object"] = "billing.meter_event_summary",
        ["aggregated_value"] = Meters.Usage(w, meter, customer, start, end),
        ["end_time"] = end,
        ["livemode"] = false,
        ["meter"] = meter.Str("id"),
        ["start_time"] = start,
    };
}
