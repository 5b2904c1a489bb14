namespace PenguinMails.StripeSandbox.Wire;

/// <summary>One call being answered: its checked parameters and the unit of work it may change things in.</summary>
internal sealed record ApiCall(UnitOfWork Work, JsonObject Params, string[] Ids, string Path)
{
    public string Id => Ids[0];

    public Reply Show(JsonObject o) => new(new Renderer(Work).Render(o, ExpandTree.Parse(Params)));

    public Reply List(string kind, Func<JsonObject, bool>? fits = null)
    {
        var items = Work.All(kind).Where(o => !o.Flag("_deleted") && (fits is null || fits(o))).Reverse();
        return List(kind, items);
    }

    public Reply List(string kind, IEnumerable<JsonObject> newestFirst)
    {
        // Stable: objects of one second keep the order of their creation.
        var page = Page.Of(Work, Params, newestFirst.OrderByDescending(o => o.Int("created")), Path, kind);
        var renderer = new Renderer(Work);
        var expand = ExpandTree.Parse(Params)?["data"];
        return new Reply(new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. page.Items.Select(o => renderer.Render(o, expand))]),
            ["has_more"] = page.HasMore,
            ["url"] = page.Url,
        });
    }
}

/// <summary>The body of a successful answer.</summary>
internal sealed record Reply(JsonObject Body);
