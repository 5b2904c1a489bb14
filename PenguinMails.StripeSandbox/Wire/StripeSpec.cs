using System.Collections.Concurrent;

namespace PenguinMails.StripeSandbox.Wire;

/// <summary>The embedded description of Stripe's interface (see derive.mjs). Shapes are read when first asked for: a start must be quick.</summary>
internal sealed class StripeSpec
{
    private readonly JsonElement _schemas;
    private readonly JsonElement _calls;
    private readonly ConcurrentDictionary<string, Shape> _shapes = new();

    private StripeSpec(JsonDocument document)
    {
        Version = document.RootElement.GetProperty("version").GetString()!;
        _schemas = document.RootElement.GetProperty("schemas");
        _calls = document.RootElement.GetProperty("calls");
    }

    public static StripeSpec Instance { get; } = Load();

    public string Version { get; }

    public bool Knows(string resource) => _schemas.TryGetProperty(resource, out _);

    public Shape Schema(string name) => _shapes.GetOrAdd(name, n => new Shape(this, _schemas.GetProperty(n)));

    /// <summary>The parameters of a call, for example `POST /v1/customers/{}`.</summary>
    public Shape? Call(string name) =>
        _calls.TryGetProperty(name, out var e) ? _shapes.GetOrAdd("call " + name, _ => new Shape(this, e)) : null;

    private static StripeSpec Load()
    {
        using var stream = typeof(StripeSpec).Assembly.GetManifestResourceStream("stripe.json")!;
        return new StripeSpec(JsonDocument.Parse(stream));
    }
}
