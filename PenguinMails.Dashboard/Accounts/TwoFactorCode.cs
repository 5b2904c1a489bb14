namespace PenguinMails.Dashboard.Accounts;

/// <summary>The six digits of an authenticator app, and the address by which the app learns to make them.</summary>
internal static class TwoFactorCode
{
    private const string Issuer = "PenguinMails";

    // Apps show "123 456", and people type what they see.
    public static string Clean(string? typed) => (typed ?? "").Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    public static string AppAddress(string email, string key) =>
        $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(email)}?secret={key}&issuer={Issuer}&digits=6";

    /// <summary>The key in groups of four, for typing.</summary>
    public static string Grouped(string key) => string.Join(' ', key.ToLowerInvariant().Chunk(4).Select(four => new string(four)));
}
