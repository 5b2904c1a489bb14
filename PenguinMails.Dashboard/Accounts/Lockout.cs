namespace PenguinMails.Dashboard.Accounts;

/// <summary>How a closed account is spoken of.</summary>
internal static class Lockout
{
    public static string Sentence(TimeSpan left)
    {
        var minutes = Math.Max(1, (int)Math.Ceiling(left.TotalMinutes));
        return $"Too many failed attempts. This account is closed for {minutes} more {(minutes == 1 ? "minute" : "minutes")}; after that, try again or choose a new password.";
    }
}
