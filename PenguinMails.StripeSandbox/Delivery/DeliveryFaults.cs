namespace PenguinMails.StripeSandbox.Delivery;

/// <summary>Delivery as it can go in life, on request: each fault applies to the next deliveries and then ends.</summary>
internal sealed class DeliveryFaults
{
    private const int Kept = 20;

    private readonly Lock _lock = new();
    private readonly List<Parcel> _seen = [];

    public bool Paused { get; set; }
    public string? Kind { get; private set; }
    public int Times { get; private set; }

    /// <summary>Renders every event for this API version, whatever the endpoint says.</summary>
    public string? ApiVersion { get; set; }

    public void Set(string? kind, int times) => (Kind, Times) = (times > 0 ? kind : null, times);

    public void Clear()
    {
        Set(null, 0);
        (Paused, ApiVersion) = (false, null);
    }

    public async Task<int> SendAsync(Courier courier, Parcel p, CancellationToken ct)
    {
        var fault = Next();
        Keep(p);
        switch (fault)
        {
            case "drop":
                // Lost on the way although Stripe thinks it arrived: only reconciling finds it.
                return 200;
            case "tamper":
                await courier.SendAsync(p.Url, p.Payload.Replace("\"livemode\": false", "\"livemode\": true", StringComparison.Ordinal), p.Signature, ct);
                break;
            case "reorder":
                // Held back just long enough for what comes after it to arrive first.
                await Task.Delay(TimeSpan.FromMilliseconds(750), TimeProvider.System, ct);
                break;
            case "delay":
                await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, ct);
                break;
            case "replay":
                var old = Oldest();
                await courier.SendAsync(old.Url, old.Payload, old.Signature, ct);
                break;
            case "duplicate":
                await courier.SendAsync(p.Url, p.Payload, p.Signature, ct);
                break;
            case "flood":
                await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => courier.SendAsync(p.Url, p.Payload, p.Signature, ct)));
                break;
            default:
                break;
        }
        return await courier.SendAsync(p.Url, p.Payload, p.Signature, ct);
    }

    private string? Next()
    {
        lock (_lock)
        {
            if (Kind is null || Times <= 0)
                return null;
            Times--;
            var kind = Kind;
            if (Times == 0)
                Kind = null;
            return kind;
        }
    }

    private void Keep(Parcel p)
    {
        lock (_lock)
        {
            if (_seen.Count < Kept)
                _seen.Add(p);
        }
    }

    private Parcel Oldest()
    {
        lock (_lock)
            return _seen[0];
    }
}
