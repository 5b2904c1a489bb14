using System.Text.RegularExpressions;

namespace PenguinMails.StripeSandbox.Wire;

/// <summary>Stripe's search language, as far as `field:'value'`, `field~'value'`, `metadata['k']:'v'`, comparisons, AND and OR go.</summary>
internal static partial class Search
{
    public static Reply Answer(ApiCall c, string kind)
    {
        var query = c.Params.Text("query");
        var any = query.Contains(" OR ", StringComparison.Ordinal);
        var clauses = query.Split(any ? " OR " : " AND ").Select(q => Clause(q.Trim())).ToList();
        var page = (int)(c.Params.Str("page") is { } p && int.TryParse(p, out var n) ? n : 0);
        var limit = (int)(c.Params.IntOrNull("limit") ?? 10);
        var hits = c.Work.All(kind).Where(o => !o.Flag("_deleted") && (any ? clauses.Any(f => f(o)) : clauses.All(f => f(o)))).Reverse().ToList();
        var renderer = new Renderer(c.Work);
        var more = hits.Count > (page + 1) * limit;
        return new Reply(new JsonObject
        {
            ["object"] = "search_result",
            ["data"] = new JsonArray([.. hits.Skip(page * limit).Take(limit).Select(o => renderer.Render(o, ExpandTree.Parse(c.Params)?["data"]))]),
            ["has_more"] = more,
            ["next_page"] = more ? (page + 1).ToString(CultureInfo.InvariantCulture) : null,
            ["url"] = c.Path,
        });
    }

    private static Func<JsonObject, bool> Clause(string text)
    {
        var m = Pattern().Match(text);
        if (!m.Success)
            throw StripeError.Invalid($"We were unable to parse your search query: {text}", "query");
        var not = m.Groups["not"].Success;
        var path = m.Groups["key"].Success ? "metadata." + m.Groups["key"].Value : m.Groups["field"].Value;
        var value = m.Groups["value"].Value;
        var op = m.Groups["op"].Value;
        return o => Fits(o, path, op, value) != not;
    }

    private static bool Fits(JsonObject o, string path, string op, string value)
    {
        var has = o.At(path) is JsonValue v ? v.ToString() : null;
        if (value == "null")
            return has is null;
        if (op is ":")
            return string.Equals(has, value, StringComparison.OrdinalIgnoreCase);
        if (op is "~")
            return has?.Contains(value, StringComparison.OrdinalIgnoreCase) == true;
        if (o.Num(path) is not { } left || !decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var right))
            return false;
        return op switch { ">" => left > right, ">=" => left >= right, "<" => left < right, _ => left <= right };
    }

    [GeneratedRegex("""^(?<not>-)?(metadata\[["'](?<key>[^"']+)["']\]|(?<field>[a-z_.]+))(?<op>:|~|>=|<=|>|<)["']?(?<value>[^"']*)["']?$""")]
    private static partial Regex Pattern();
}
