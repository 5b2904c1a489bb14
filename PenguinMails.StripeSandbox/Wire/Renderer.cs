namespace PenguinMails.StripeSandbox.Wire;

/// <summary>Shows stored objects as Stripe would: ids where nothing was asked, whole objects where `expand` says so.</summary>
internal sealed class Renderer(UnitOfWork w)
{
    private const int FirstLines = 10;

    public JsonObject Render(JsonObject o, ExpandTree? expand = null)
    {
        if (o.Flag("_deleted"))
            return Deleted(o);
        // What was changed in this very request may not be complete yet.
        Completion.Complete(o);
        var kind = o.Text("object");
        return RenderMembers(o, StripeSpec.Instance.Schema(kind), expand, o);
    }

    public static JsonObject Deleted(JsonObject o) => new() { ["id"] = o.Str("id"), ["object"] = o.Str("object"), ["deleted"] = true };

    private JsonObject RenderMembers(JsonObject o, Shape shape, ExpandTree? expand, JsonObject owner)
    {
        var result = new JsonObject();
        foreach (var (key, value) in o)
        {
            if (key.StartsWith('_'))
                continue;
            var member = shape.Properties?.GetValueOrDefault(key) ?? shape.Map;
            result[key] = member is null ? value.Copy() : RenderValue(value, member, expand?[key], owner, key);
        }
        foreach (var (key, sub) in expand?.Members ?? [])
        {
            if (result.ContainsKey(key))
                continue;
            if (shape.Properties is { } p && !p.ContainsKey(key))
                throw StripeError.Invalid($"This property cannot be expanded ({key}).", "expand[]");
            if (Includes.Of(w, o, key) is { } included)
                result[key] = RenderValue(included, shape.Properties![key], sub, o, key);
        }
        return result;
    }

    private JsonNode? RenderValue(JsonNode? value, Shape member, ExpandTree? expand, JsonObject owner, string key)
    {
        if (value is null)
            return null;
        if (member.Expandable is not null)
            return expand is not null && Id(value) is { } id && w.Find(id) is { } found ? Render(found, expand) : value.Copy();
        if (member.IsResource && Id(value) is { } embedded)
            return Embedded(member.Reference!, embedded, expand);
        var target = member.Target;
        if (value is JsonArray ids && target.ListOf is { } item)
            return List(ids, item, expand, Wording.ListUrl(owner, key));
        if (value is JsonArray array && target.Items is { } items)
            return new JsonArray([.. array.Select(n => RenderValue(n, items, expand, owner, key))]);
        if (value is JsonObject o && (target.Properties is not null || target.Map is not null))
            return RenderMembers(o, target, expand, owner);
        return value.Copy();
    }

    public JsonObject List(JsonArray ids, Shape item, ExpandTree? expand, string url) => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. ids.Take(FirstLines).Select(n => RenderValue(n, item, expand?["data"], [], "data"))]),
        ["has_more"] = ids.Count > FirstLines,
        ["url"] = url,
    };

    private JsonObject? Embedded(string kind, string id, ExpandTree? expand)
    {
        if (w.Find(id) is not { } found)
            return null;
        // Items keep only their price; the old `plan` beside it is the same thing in older words.
        return kind == "plan" ? Plans.Of(found) : Render(found, expand);
    }

    private static string? Id(JsonNode value) => value is JsonValue v && v.TryGetValue<string>(out var s) ? s : null;
}
