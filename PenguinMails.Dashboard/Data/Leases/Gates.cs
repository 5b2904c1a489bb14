namespace PenguinMails.Dashboard.Data.Leases;

/// <summary>Where the takers of one name queue within this process. A name that nobody holds or waits for is forgotten.</summary>
internal sealed class Gates
{
    private readonly Dictionary<string, Gate> _gates = new(StringComparer.Ordinal);

    internal int Count
    {
        get
        {
            lock (_gates)
                return _gates.Count;
        }
    }

    public async Task EnterAsync(string name, CancellationToken ct)
    {
        Gate? gate;
        lock (_gates)
        {
            if (!_gates.TryGetValue(name, out gate))
                _gates.Add(name, gate = new Gate());
            gate.Users++;
        }

        try
        {
            await gate.Turn.WaitAsync(ct);
        }
        catch
        {
            Forget(name, gate);
            throw;
        }
    }

    public void Leave(string name)
    {
        Gate gate;
        lock (_gates)
            gate = _gates[name];
        gate.Turn.Release();
        Forget(name, gate);
    }

    private void Forget(string name, Gate gate)
    {
        lock (_gates)
        {
            if (--gate.Users == 0)
                _gates.Remove(name);
        }
    }

    private sealed class Gate
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        /// <summary>Who holds it and who waits for it.</summary>
        public int Users { get; set; }
    }
}
