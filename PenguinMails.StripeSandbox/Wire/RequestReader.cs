namespace PenguinMails.StripeSandbox.Wire;

/// <summary>Checks a form against a call's parameters as Stripe does and gives its values their types.</summary>
internal static class RequestReader
{
    public static JsonObject Read(JsonObject raw, Shape shape)
    {
        List<string> unknown = [];
        var read = ReadObject(raw, shape, "", unknown);
        if (unknown.Count > 0)
        {
            throw StripeError.Invalid(
                $"Received unknown parameter{(unknown.Count > 1 ? "s" : "")}: {string.Join(", ", unknown)}", unknown[0], "parameter_unknown");
        }
        return read;
    }

    private static JsonObject ReadObject(JsonObject raw, Shape shape, string at, List<string> unknown)
    {
        var result = new JsonObject();
        foreach (var (key, value) in raw)
        {
            var name = at.Length == 0 ? key : $"{at}[{key}]";
            var member = shape.Properties?.GetValueOrDefault(key) ?? shape.Map;
            if (member is null)
                unknown.Add(name);
            else if (member == shape.Map && value is JsonValue v && v.GetValue<string>().Length == 0)
                result[key] = "";
            else
                result[key] = ReadValue(value!, member, name, unknown);
        }
        foreach (var key in shape.Required)
        {
            if (!raw.ContainsKey(key))
                throw StripeError.MissingParameter(at.Length == 0 ? key : $"{at}[{key}]");
        }
        return result;
    }

    private static JsonNode? ReadValue(JsonNode value, Shape shape, string at, List<string> unknown)
    {
        shape = shape.Target;
        if (shape.AnyOf is not null)
            return ReadAlternative(value, shape, at, unknown);
        if (value is JsonObject o)
        {
            if (shape.Type == "array")
                return ReadArray(o, shape, at, unknown);
            if (shape.Properties is not null || shape.Map is not null)
                return ReadObject(o, shape, at, unknown);
            return shape.Type is null && shape.Enum is null ? o.Copy() : throw StripeError.Invalid($"Invalid {shape.Type ?? "value"}: {at}", at);
        }
        var text = value.GetValue<string>();
        if (shape.Type == "array")
            throw StripeError.Invalid("Invalid array", at);
        if (shape.Properties is not null || shape.Map is not null)
            throw StripeError.Invalid("Invalid object", at);
        return Scalars.Read(text, shape, at);
    }

    private static JsonArray ReadArray(JsonObject o, Shape shape, string at, List<string> unknown)
    {
        if (o.Any(p => !p.Key.All(char.IsAsciiDigit)))
            throw StripeError.Invalid("Invalid array", at);
        return new JsonArray([.. o.OrderBy(p => p.Key.Length).ThenBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => ReadValue(p.Value!, shape.Items!, $"{at}[{p.Key}]", unknown))]);
    }

    private static JsonNode? ReadAlternative(JsonNode value, Shape shape, string at, List<string> unknown)
    {
        StripeError? first = null;
        List<string>? firstUnknown = null;
        // The most telling refusal is that of an alternative of the same kind as the value.
        foreach (var alternative in shape.AnyOf!.Select(a => a.Target).OrderBy(a => IsStructure(a) == value is JsonObject ? 0 : 1))
        {
            try
            {
                List<string> refused = [];
                var read = ReadValue(value, alternative, at, refused);
                if (refused.Count == 0)
                    return read;
                firstUnknown ??= refused;
            }
            catch (StripeError e)
            {
                first ??= e;
            }
        }
        if (firstUnknown is null)
            throw first!;
        unknown.AddRange(firstUnknown);
        return null;
    }

    private static bool IsStructure(Shape s) => s.Properties is not null || s.Map is not null || s.Type == "array";
}
