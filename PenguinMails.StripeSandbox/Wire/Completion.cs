namespace PenguinMails.StripeSandbox.Wire;

/// <summary>Gives a stored object every member that its resource must show: null where it may be, else the emptiest value of its type.</summary>
internal static class Completion
{
    public static void Complete(JsonObject o)
    {
        if (o.Str("object") is { } kind && StripeSpec.Instance.Knows(kind))
            Fill(o, StripeSpec.Instance.Schema(kind));
    }

    private static void Fill(JsonObject o, Shape shape)
    {
        if (shape.Properties is not { } properties)
            return;
        foreach (var (key, member) in properties)
        {
            if (!o.TryGetPropertyValue(key, out var value))
                continue;
            // A form unsets by an empty string; only a string may stay one.
            if (IsEmptyText(value) && member.Expandable is null && member.Target is { Type: not "string", AnyOf: null } && !IsUnchecked(member))
                o[key] = value = null;
            // Unset, but of a kind that is never null: it is absent, or as empty as it can be.
            if (value is null && !MayBeNull(member))
                o.Remove(key);
            else
                FillValue(value, member);
        }
        foreach (var key in shape.Required)
        {
            if (!o.ContainsKey(key))
                o[key] = Empty(properties[key]);
        }
    }

    private static void FillValue(JsonNode? value, Shape member)
    {
        if (member.Expandable is not null)
            return;
        var target = member.Target;
        if (value is JsonObject o && target.AnyOf is null)
            Fill(o, target);
        else if (value is JsonArray a && target.Items is { } items)
        {
            foreach (var item in a)
                FillValue(item, items);
        }
    }

    private static bool MayBeNull(Shape member) => member.Nullable || member.Target.Nullable || member.Target.AnyOf is not null
        || IsUnchecked(member);

    private static bool IsUnchecked(Shape member) =>
        member.Expandable is null && member.Target is { Type: null, Properties: null, Map: null, ListOf: null, Items: null };

    private static bool IsEmptyText(JsonNode? value) => value is JsonValue v && v.TryGetValue<string>(out var s) && s.Length == 0;

    private static JsonNode? Empty(Shape member)
    {
        if (member.Nullable)
            return null;
        var target = member.Target;
        if (target.Nullable)
            return null;
        if (target.ListOf is not null || target.Type == "array")
            return new JsonArray();
        if (target.Enum is { Length: 1 } only && target.Type == "string")
            return only[0];
        if (target.Properties is null && target.Map is null)
            return target.Type switch { "integer" or "number" => 0L, "boolean" => false, "string" => "", _ => null };
        var o = new JsonObject();
        Fill(o, target);
        return o;
    }
}
