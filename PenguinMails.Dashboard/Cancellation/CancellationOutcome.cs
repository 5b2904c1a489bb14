namespace PenguinMails.Dashboard.Cancellation;

/// <summary>What became of the wish to leave, or to stay.</summary>
public abstract record CancellationOutcome
{
    /// <summary>It ends then; until then everything works.</summary>
    public sealed record Ends(DateTimeOffset At) : CancellationOutcome;

    /// <summary>The cancellation is taken back, or there was none.</summary>
    public sealed record GoesOn(DateTimeOffset RenewsAt) : CancellationOutcome;

    /// <summary>The subscription stays, at the lower price.</summary>
    public sealed record OfferTaken : CancellationOutcome;

    /// <summary>The offer is made to monthly subscribers, once a year.</summary>
    public sealed record NoOffer : CancellationOutcome;

    /// <summary>Nothing is running that could be canceled or kept.</summary>
    public sealed record NothingRunning : CancellationOutcome;

    /// <summary>The caller may look, not change.</summary>
    public sealed record NotAllowed : CancellationOutcome;

    /// <summary>Stripe understood and would not; nothing has changed.</summary>
    public sealed record Refused : CancellationOutcome;

    public sealed record StripeUnavailable(TimeSpan RetryAfter) : CancellationOutcome;

    private CancellationOutcome()
    {
    }
}
