namespace PenguinMails.Dashboard.Accounts.Keys;

public abstract record KeyOutcome
{
    /// <summary>The only time that the secret is seen.</summary>
    public sealed record Created(string Secret) : KeyOutcome;

    public sealed record Revoked : KeyOutcome;

    public sealed record NotAllowed : KeyOutcome;

    /// <summary>No such key of the caller's in use (any more).</summary>
    public sealed record NotFound : KeyOutcome;

    public sealed record NameMissing : KeyOutcome;

    public sealed record ScopeMissing : KeyOutcome;

    public sealed record TooManyKeys : KeyOutcome;

    private KeyOutcome()
    {
    }
}
