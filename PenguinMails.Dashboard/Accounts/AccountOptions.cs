namespace PenguinMails.Dashboard.Accounts;

/// <summary>The section <c>Accounts</c>.</summary>
public sealed class AccountOptions
{
    public const string Section = "Accounts";

    /// <summary>How many account forms (sign-in, sign-up, forgotten password, codes) one address may send in a minute.</summary>
    public int AttemptsPerMinute { get; set; } = 20;

    /// <summary>The domain that passkeys are bound to; without it, the host the browser asked for.</summary>
    public string? PasskeyDomain { get; set; }
}
