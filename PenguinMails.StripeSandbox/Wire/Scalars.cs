namespace PenguinMails.StripeSandbox.Wire;

internal static class Scalars
{
    public static JsonNode? Read(string text, Shape shape, string at)
    {
        if (shape.Enum is { } allowed)
        {
            if (!allowed.Contains(text))
                throw text.Length == 0 ? Empty(at) : StripeError.Invalid($"Invalid {at}: must be {OneOf(allowed)}", at);
            return shape.Type switch
            {
                "boolean" => text == "true",
                "integer" => long.Parse(text, CultureInfo.InvariantCulture),
                _ => text,
            };
        }
        if (text.Length == 0 && shape.Type is not null)
            return shape.Nullable ? text : throw Empty(at);
        return shape.Type switch
        {
            "integer" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var l)
                ? l : throw StripeError.Invalid($"Invalid integer: {text}", at, "parameter_invalid_integer"),
            "number" => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var d)
                ? d : throw StripeError.Invalid($"Invalid decimal: {text}", at),
            "boolean" => text is "true" or "false" ? text == "true" : throw StripeError.Invalid($"Invalid boolean: {text}", at),
            _ => text.Length > 5000
                ? throw StripeError.Invalid($"Invalid string: {text[..20]}...; must be at most 5000 characters", at) : text,
        };
    }

    private static StripeError Empty(string at) => StripeError.Invalid(
        $"You passed an empty string for '{at}'. We assume empty values are an attempt to unset a parameter; however '{at}' cannot be unset. "
        + $"You should remove '{at}' from your request or supply a non-empty value.", at, "parameter_invalid_empty");

    private static string OneOf(string[] allowed) => allowed.Length switch
    {
        1 => allowed[0],
        2 => $"one of {allowed[0]} or {allowed[1]}",
        _ => $"one of {string.Join(", ", allowed[..^1])}, or {allowed[^1]}",
    };
}
