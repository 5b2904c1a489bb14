namespace PenguinMails.StripeSandbox;

/// <summary>What all parts share: the state, the clock, the faults asked for, and the one gate through which every change goes.</summary>
internal sealed class Sandbox(Store store, SandboxClock clock) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    public Store Store { get; } = store;
    public SandboxClock Clock { get; } = clock;
    public Faults Faults { get; } = new();
    public DeliveryFaults DeliveryFaults { get; } = new();
    public string Url { get; set; } = "";

    /// <summary>Raised after every commit that changed something.</summary>
    public event Action? Changed;

    public async Task<T> RunAsync<T>(Func<UnitOfWork, T> work, CancellationToken ct, string? requestId = null, string? idempotencyKey = null)
    {
        await _gate.WaitAsync(ct);
        var changed = false;
        try
        {
            var unit = new UnitOfWork(this, requestId, idempotencyKey);
            try
            {
                var result = work(unit);
                changed = Commit(unit);
                return result;
            }
            catch (StripeError e) when (e.Commits)
            {
                changed = Commit(unit);
                throw;
            }
        }
        finally
        {
            _gate.Release();
            if (changed)
                Changed?.Invoke();
        }
    }

    public Task RunAsync(Action<UnitOfWork> work, CancellationToken ct) =>
        RunAsync(unit => { work(unit); return true; }, ct);

    public void Dispose()
    {
        _gate.Dispose();
        Store.Dispose();
    }

    private bool Commit(UnitOfWork unit)
    {
        if (unit.IsRehearsal)
            return false;
        var changes = unit.Changes();
        if (changes.Count > 0)
            Store.Apply(changes);
        return changes.Count > 0;
    }
}
