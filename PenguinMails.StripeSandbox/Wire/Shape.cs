namespace PenguinMails.StripeSandbox.Wire;

/// <summary>What Stripe's interface says about one value: a parameter that may be sent, or a member that is answered.</summary>
internal sealed class Shape
{
    private readonly StripeSpec _spec;

    public Shape(StripeSpec spec, JsonElement e)
    {
        _spec = spec;
        foreach (var m in e.EnumerateObject())
            Read(m.Name, m.Value);
    }

    public string? Type { get; private set; }
    public bool Nullable { get; private set; }
    public string[]? Enum { get; private set; }
    public Dictionary<string, Shape>? Properties { get; private set; }
    public string[] Required { get; private set; } = [];
    public Shape? Items { get; private set; }
    public Shape? Map { get; private set; }
    public string[]? Expandable { get; private set; }
    public string? Reference { get; private set; }
    public Shape? ListOf { get; private set; }
    public Shape[]? AnyOf { get; private set; }

    public Shape Target => Reference is null ? this : _spec.Schema(Reference);

    /// <summary>A resource of its own (it has an `object` member), so a stored id stands for it.</summary>
    public bool IsResource => Reference is not null && Target.Properties?.ContainsKey("object") == true;

    private void Read(string key, JsonElement v)
    {
        switch (key)
        {
            case "t": Type = v.GetString(); break;
            case "n": Nullable = true; break;
            case "e": Enum = Strings(v); break;
            case "p": Properties = v.EnumerateObject().ToDictionary(p => p.Name, p => new Shape(_spec, p.Value)); break;
            case "q": Required = Strings(v); break;
            case "i": Items = new Shape(_spec, v); break;
            case "m": Map = new Shape(_spec, v); break;
            case "x": Expandable = Strings(v); break;
            case "r": Reference = v.GetString(); break;
            case "l": ListOf = new Shape(_spec, v); break;
            case "o": AnyOf = [.. v.EnumerateArray().Select(a => new Shape(_spec, a))]; break;
            default: break;
        }
    }

    private static string[] Strings(JsonElement v) => [.. v.EnumerateArray().Select(s => s.ToString())];
}
