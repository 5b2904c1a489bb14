namespace PenguinMails.StripeSandbox.Delivery;

/// <summary>`previous_attributes`: the former values of what changed, hashes cut down to their changed members, lists whole.</summary>
internal static class Difference
{
    public static JsonObject Of(JsonObject before, JsonObject after)
    {
        var previous = new JsonObject();
        foreach (var (key, was) in before)
        {
            var now = after[key];
            if (JsonNode.DeepEquals(was, now))
                continue;
            previous[key] = was is JsonObject a && now is JsonObject b ? Of(a, b) : was.Copy();
        }
        // What is new was not there before: Stripe shows it as null.
        foreach (var (key, now) in after)
        {
            if (!before.ContainsKey(key) && now is not null)
                previous[key] = null;
        }
        return previous;
    }
}
