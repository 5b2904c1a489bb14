namespace PenguinMails.Dashboard.Webhooks.Resync;

/// <summary>What came of asking for a resync.</summary>
public abstract record ResyncOutcome
{
    public sealed record Started(Guid RunId) : ResyncOutcome;

    /// <summary>The same is being read already.</summary>
    public sealed record AlreadyRunning(Guid RunId) : ResyncOutcome;

    /// <summary>No id of a kind that leads to a customer.</summary>
    public sealed record NotAnId : ResyncOutcome;

    /// <summary>Stripe has no such object, or it belongs to no customer.</summary>
    public sealed record Unknown : ResyncOutcome;

    /// <summary>The customer is no tenant of ours.</summary>
    public sealed record NotOurs(string CustomerId) : ResyncOutcome;

    public sealed record StripeUnavailable(TimeSpan RetryAfter) : ResyncOutcome;

    private ResyncOutcome()
    {
    }
}
