namespace PenguinMails.StripeSandbox.Storage;

/// <summary>
/// The sandbox as one request sees and changes it. Objects handed out by <see cref="Get"/> and <see cref="Find"/> are copies of
/// its own, so a failed request leaves no trace; what differs at the end is committed at once.
/// </summary>
internal sealed class UnitOfWork
{
    private readonly Store _store;
    private readonly Dictionary<string, JsonObject?> _mine = new(StringComparer.Ordinal);
    private readonly List<string> _added = [];

    public UnitOfWork(Sandbox sandbox, string? requestId = null, string? idempotencyKey = null)
    {
        Sandbox = sandbox;
        _store = sandbox.Store;
        RequestId = requestId;
        IdempotencyKey = idempotencyKey;
        Now = sandbox.Clock.GetUtcNow().ToUnixTimeSeconds();
    }

    /// <summary>A rehearsal: everything happens as it would, nothing is announced, collected or kept.</summary>
    public bool IsRehearsal { get; set; }

    public Sandbox Sandbox { get; }
    public string? RequestId { get; }
    public string? IdempotencyKey { get; }
    public long Now { get; set; }

    /// <summary>The time an object lives in: that of its customer's test clock, else the sandbox's.</summary>
    public long NowOf(JsonObject? o)
    {
        if (o?.Str("test_clock") is { } clock && Find(clock) is { } c)
            return c.Int("frozen_time");
        return o?.Str("customer") is { } id && Find(id) is { } customer ? NowOf(customer) : Now;
    }

    /// <summary>Moves the time that an object lives in; of use in a rehearsal only.</summary>
    public void Pretend(JsonObject customer, long now)
    {
        if (Find(customer.Str("test_clock")) is { } clock)
            clock["frozen_time"] = now;
        else
            Now = now;
    }

    public JsonObject? Find(string? id)
    {
        if (id is null)
            return null;
        if (_mine.TryGetValue(id, out var mine))
            return mine;
        return _store.Find(id) is { } committed ? _mine[id] = committed.DeepClone().AsObject() : null;
    }

    public JsonObject? Find(string kind, string? id) => Find(id) is { } o && o.Str("object") == kind ? o : null;

    public JsonObject Get(string kind, string id, string? param = null) =>
        Find(kind, id) ?? throw StripeError.Missing(Wording.Of(kind), id, param);

    /// <summary>All of a kind, oldest first, to read; take one with <see cref="Get"/> before changing it.</summary>
    public IEnumerable<JsonObject> All(string kind)
    {
        foreach (var o in _store.All(kind))
        {
            if (!_mine.TryGetValue(o.Text("id"), out var mine))
                yield return o;
            else if (mine is not null)
                yield return mine;
        }
        foreach (var id in _added.ToArray())
        {
            if (_mine[id] is { } o && o.Str("object") == kind)
                yield return o;
        }
    }

    /// <summary>Those of a kind that fit, to change.</summary>
    public List<JsonObject> Where(string kind, Func<JsonObject, bool> fits) =>
        [.. All(kind).Where(fits).Select(o => Find(o.Text("id"))!)];

    public JsonObject Add(JsonObject o)
    {
        var id = o.Str("id");
        if (id is null)
        {
            id = Ids.New(o.Text("object"));
            o.Insert(0, "id", id);
        }
        Completion.Complete(o);
        if (_store.Find(id) is null && !_added.Contains(id))
            _added.Add(id);
        _mine[id] = o;
        return o;
    }

    public void Remove(JsonObject o) => _mine[o.Text("id")] = null;

    public IReadOnlyDictionary<string, JsonObject?> Changes()
    {
        var changes = new Dictionary<string, JsonObject?>(StringComparer.Ordinal);
        foreach (var id in _added.Concat(_mine.Keys.Except(_added)))
        {
            var o = _mine[id];
            var before = _store.Find(id);
            if (o is null ? before is null : JsonNode.DeepEquals(o, before))
                continue;
            if (o is not null)
                Completion.Complete(o);
            changes[id] = o;
        }
        return changes;
    }
}
