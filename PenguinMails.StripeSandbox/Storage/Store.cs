namespace PenguinMails.StripeSandbox.Storage;

/// <summary>Everything that was committed, in the order of creation. Objects in here are never changed, only replaced.</summary>
internal sealed class Store(SqliteFile? file) : IDisposable
{
    private readonly Dictionary<string, JsonObject> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _kinds = new(StringComparer.Ordinal);

    public bool IsEmpty => !_objects.Values.Any(o => !o.Text("object").StartsWith('_') && o.Str("object") != "webhook_endpoint");

    public void Load()
    {
        foreach (var o in file?.ReadAll() ?? [])
            Put(o.Text("id"), o);
    }

    public JsonObject? Find(string id) => _objects.GetValueOrDefault(id);

    /// <summary>Oldest first.</summary>
    public IEnumerable<JsonObject> All(string kind) =>
        _kinds.TryGetValue(kind, out var ids) ? ids.Select(id => _objects[id]) : [];

    public void Apply(IReadOnlyDictionary<string, JsonObject?> changes)
    {
        // The file first: what cannot be written down must not be believed either.
        file?.Write(changes);
        foreach (var (id, o) in changes)
        {
            if (o is null)
                Drop(id);
            else
                Put(id, o);
        }
    }

    public void Clear()
    {
        file?.Clear();
        _objects.Clear();
        _kinds.Clear();
    }

    public void Dispose() => file?.Dispose();

    private void Put(string id, JsonObject o)
    {
        if (!_objects.ContainsKey(id))
        {
            var kind = o.Text("object");
            if (!_kinds.TryGetValue(kind, out var ids))
                _kinds[kind] = ids = [];
            ids.Add(id);
        }
        _objects[id] = o;
    }

    private void Drop(string id)
    {
        if (_objects.Remove(id, out var old))
            _kinds[old.Text("object")].Remove(id);
    }
}
