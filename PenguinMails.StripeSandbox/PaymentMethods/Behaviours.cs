namespace PenguinMails.StripeSandbox.PaymentMethods;

/// <summary>What a test card does when it is used.</summary>
internal static class Behaviours
{
    public const string Pays = "pays";

    /// <summary>Refused when it is saved and when it is charged: `declines:{decline code}`.</summary>
    public const string Declines = "declines:";

    /// <summary>May be saved, and is refused when it is charged.</summary>
    public const string DeclinesLater = "declines_later:";

    /// <summary>Wants 3-D Secure each time, so it cannot pay while its owner is away.</summary>
    public const string Authenticates = "authenticates";

    /// <summary>Wants 3-D Secure when it is set up, and pays by itself from then on.</summary>
    public const string AuthenticatesOnSetup = "authenticates_on_setup";

    /// <summary>Wants 3-D Secure and is refused after it.</summary>
    public const string AuthenticatesThenDeclines = "authenticates_then_declines:";

    /// <summary>Pays, and the payment is disputed at once.</summary>
    public const string Disputes = "disputes:";

    public static string? Argument(string behaviour, string of) => behaviour.StartsWith(of, StringComparison.Ordinal) ? behaviour[of.Length..] : null;

    /// <summary>Why the card may not even be saved, if so.</summary>
    public static string? RefusedWhenSaved(string behaviour) => Argument(behaviour, Declines);

    public static bool WantsAuthenticationWhenSaved(string behaviour) =>
        behaviour is Authenticates or AuthenticatesOnSetup || Argument(behaviour, AuthenticatesThenDeclines) is not null;
}
