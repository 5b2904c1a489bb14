namespace PenguinMails.Dashboard.Accounts;

/// <summary>Where somebody goes on after an account form: a path of ours, whatever the address bar says.</summary>
internal static class ReturnPath
{
    public static string Of(string? returnUrl, string otherwise = "/") => IsLocal(returnUrl) ? returnUrl! : otherwise;

    // "//host" and "/\host" are other sites to a browser, and it drops control characters before it looks.
    private static bool IsLocal(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl);

    /// <summary>The same page with the way back attached, for links between account pages.</summary>
    public static string With(string page, string? returnUrl) =>
        IsLocal(returnUrl) ? $"{page}?returnUrl={Uri.EscapeDataString(returnUrl!)}" : page;
}
