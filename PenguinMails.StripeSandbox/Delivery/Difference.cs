namespace PenguinMails.StripeSandbox.Delivery;

/// <summary>`previous_attributes`: the former values of what changed, hashes cut down to their changed members, lists whole.
/// What is new and had no value before has no former value to tell.</summary>
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
        return previous;
    }
}
