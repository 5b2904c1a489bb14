namespace PenguinMails.StripeSandbox.Wire;

/// <summary>Turns `a[b][0]=c` pairs into nested objects of strings; what is an array is known to the shape, not to the form.</summary>
internal static class FormParser
{
    public static JsonObject Parse(params IEnumerable<string?> forms)
    {
        var root = new JsonObject();
        foreach (var pair in forms.SelectMany(f => (f ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)))
        {
            var cut = pair.IndexOf('=', StringComparison.Ordinal);
            var key = Decode(cut < 0 ? pair : pair[..cut]);
            Put(root, Parts(key), cut < 0 ? "" : Decode(pair[(cut + 1)..]), key);
        }
        return root;
    }

    private static string Decode(string s) => Uri.UnescapeDataString(s.Replace('+', ' '));

    private static List<string> Parts(string key)
    {
        var open = key.IndexOf('[', StringComparison.Ordinal);
        if (open <= 0)
            return [key];
        List<string> parts = [key[..open]];
        parts.AddRange(key[open..].TrimStart('[').TrimEnd(']').Split("]["));
        return parts;
    }

    private static void Put(JsonObject target, List<string> parts, string value, string key)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            // `a[]=x&a[]=y` appends.
            var part = parts[i].Length == 0 ? target.Count.ToString(CultureInfo.InvariantCulture) : parts[i];
            if (i == parts.Count - 1)
            {
                if (target[part] is JsonObject)
                    throw StripeError.Invalid($"Invalid parameter: {key}", key);
                target[part] = value;
                return;
            }
            if (target[part] is JsonValue)
                throw StripeError.Invalid($"Invalid parameter: {key}", key);
            if (target[part] is not JsonObject next)
                target[part] = next = [];
            target = next;
        }
    }
}
