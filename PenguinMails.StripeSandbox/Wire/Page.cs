namespace PenguinMails.StripeSandbox.Wire;

/// <summary>One page of a list, newest first, cut by Stripe's cursors.</summary>
internal sealed record Page(IReadOnlyList<JsonObject> Items, bool HasMore, string Url)
{
    private const int DefaultLimit = 10;

    public static Page Of(UnitOfWork w, JsonObject p, IEnumerable<JsonObject> newestFirst, string url, string kind)
    {
        var limit = (int)(p.IntOrNull("limit") ?? DefaultLimit);
        if (limit is < 1 or > 100)
            throw StripeError.Invalid($"Invalid integer: limit must be between 1 and 100, not {limit}.", "limit", "parameter_invalid_integer");
        var all = newestFirst.Where(o => InRange(o, p, "created")).ToList();
        if (p.Str("starting_after") is { } after)
        {
            var rest = all.Skip(Position(w, all, after, kind, "starting_after") + 1).ToList();
            return new Page([.. rest.Take(limit)], rest.Count > limit, url);
        }
        if (p.Str("ending_before") is { } before)
        {
            // The page nearest to the cursor, still newest first.
            var newer = all.Take(Position(w, all, before, kind, "ending_before")).ToList();
            return new Page([.. newer.TakeLast(limit)], newer.Count > limit, url);
        }
        return new Page([.. all.Take(limit)], all.Count > limit, url);
    }

    public static bool InRange(JsonObject o, JsonObject p, string key, string? member = null)
    {
        var value = o.Int(member ?? key);
        if (p.IntOrNull(key) is { } exact)
            return value == exact;
        return p.Obj(key) is not { } range
            || ((range.IntOrNull("gt") is not { } gt || value > gt) && (range.IntOrNull("gte") is not { } gte || value >= gte)
                && (range.IntOrNull("lt") is not { } lt || value < lt) && (range.IntOrNull("lte") is not { } lte || value <= lte));
    }

    private static int Position(UnitOfWork w, List<JsonObject> all, string id, string kind, string param)
    {
        w.Get(kind, id, param);
        var at = all.FindIndex(o => o.Str("id") == id);
        return at >= 0 ? at : all.Count;
    }
}
