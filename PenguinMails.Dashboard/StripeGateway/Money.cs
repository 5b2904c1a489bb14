using System.Globalization;

namespace PenguinMails.Dashboard.StripeGateway;

/// <summary>An amount in the currency's minor unit (cents), as Stripe counts it, with its ISO 4217 code in lower case.</summary>
public readonly record struct Money(long Minor, string Currency)
{
    // https://docs.stripe.com/currencies#zero-decimal and #three-decimal
    private static readonly HashSet<string> ZeroDecimal = new(StringComparer.OrdinalIgnoreCase)
    {
        "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf",
    };

    private static readonly HashSet<string> ThreeDecimal = new(StringComparer.OrdinalIgnoreCase) { "bhd", "jod", "kwd", "omr", "tnd" };

    private static readonly Dictionary<string, string> Symbols = new(StringComparer.OrdinalIgnoreCase)
    {
        ["usd"] = "$", ["eur"] = "€", ["gbp"] = "£", ["jpy"] = "¥",
    };

    /// <summary>How many decimals the currency's major unit has.</summary>
    public int Decimals => ZeroDecimal.Contains(Currency) ? 0 : ThreeDecimal.Contains(Currency) ? 3 : 2;

    /// <summary>The amount in the major unit with the currency's own decimals (149.00): what leaves the REST API.</summary>
    // Multiplied, not divided: a decimal product keeps the unit's decimals, so 14900 reads 149.00 and not 149.
    public decimal Major => Minor * Decimals switch { 0 => 1m, 3 => 0.001m, _ => 0.01m };

    /// <summary>From an amount in the major unit; null where the currency has no such fraction.</summary>
    public static Money? FromMajor(decimal major, string currency)
    {
        var money = new Money(1, currency);
        var minor = major / money.Major;
        return decimal.IsInteger(minor) && minor is >= long.MinValue and <= long.MaxValue ? money with { Minor = (long)minor } : null;
    }

    public static Money operator +(Money left, Money right) => left.Currency == right.Currency
        ? left with { Minor = checked(left.Minor + right.Minor) }
        : throw new InvalidOperationException($"{left.Currency} and {right.Currency} cannot be added.");

    /// <summary>As a reader expects it: <c>$1,430.00</c>, <c>-€5.00</c>, <c>CHF 10.00</c>.</summary>
    public override string ToString()
    {
        var digits = Math.Abs(Major).ToString($"N{Decimals}", CultureInfo.InvariantCulture);
        var unit = Symbols.TryGetValue(Currency, out var symbol) ? symbol : Currency.ToUpperInvariant() + " ";
        return (Minor < 0 ? "-" : "") + unit + digits;
    }
}
