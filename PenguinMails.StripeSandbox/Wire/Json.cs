namespace PenguinMails.StripeSandbox.Wire;

/// <summary>Reading and writing of loosely typed objects: a missing member reads like null, as in Stripe's own answers.</summary>
internal static class Json
{
    public static JsonNode? At(this JsonObject o, string path)
    {
        JsonNode? node = o;
        foreach (var part in path.Split('.'))
            node = (node as JsonObject)?[part];
        return node;
    }

    public static string? Str(this JsonObject o, string path) =>
        o.At(path) is JsonValue v && v.TryGetValue<string>(out var s) ? s : null;

    public static string Text(this JsonObject o, string path) => o.Str(path) ?? "";

    public static string? FilledStr(this JsonObject o, string path) => o.Str(path) is { Length: > 0 } s ? s : null;

    public static long? IntOrNull(this JsonObject o, string path) => o.At(path) switch
    {
        JsonValue v when v.TryGetValue<long>(out var l) => l,
        JsonValue v when v.TryGetValue<int>(out var i) => i,
        JsonValue v when v.TryGetValue<decimal>(out var d) => (long)d,
        _ => null,
    };

    public static long Int(this JsonObject o, string path) => o.IntOrNull(path) ?? 0;

    public static decimal? Num(this JsonObject o, string path) => o.At(path) switch
    {
        JsonValue v when v.TryGetValue<decimal>(out var d) => d,
        JsonValue v when v.TryGetValue<long>(out var l) => l,
        JsonValue v when v.TryGetValue<double>(out var f) => (decimal)f,
        JsonValue v when v.TryGetValue<string>(out var s)
            && decimal.TryParse(s, NumberStyles.Number, CultureInfo.InvariantCulture, out var d) => d,
        _ => null,
    };

    public static bool Flag(this JsonObject o, string path) => o.At(path) is JsonValue v && v.TryGetValue<bool>(out var b) && b;

    public static JsonObject? Obj(this JsonObject o, string path) => o.At(path) as JsonObject;

    public static IEnumerable<JsonObject> Objs(this JsonObject o, string path) => (o.At(path) as JsonArray)?.OfType<JsonObject>() ?? [];

    public static IEnumerable<string> Strs(this JsonObject o, string path) =>
        (o.At(path) as JsonArray)?.Select(n => n is JsonValue v && v.TryGetValue<string>(out var s) ? s : null).OfType<string>() ?? [];

    public static bool Has(this JsonObject o, string key) => o.ContainsKey(key);

    public static JsonArray Array(IEnumerable<string> values) => new([.. values.Select(v => (JsonNode?)JsonValue.Create(v))]);

    public static JsonArray Array(IEnumerable<JsonObject> values) => new([.. values.Select(v => (JsonNode?)v)]);

    public static JsonNode? Copy(this JsonNode? node) => node?.DeepClone();

    /// <summary>Takes the named parameters over into the object; an empty string unsets, as in Stripe's forms.</summary>
    public static void Take(this JsonObject o, JsonObject from, params string[] keys)
    {
        foreach (var key in keys)
        {
            if (from.ContainsKey(key))
                o[key] = from.Str(key) == "" ? null : from[key].Copy();
        }
    }
}
