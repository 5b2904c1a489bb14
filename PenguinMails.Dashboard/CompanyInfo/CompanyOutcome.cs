namespace PenguinMails.Dashboard.CompanyInfo;

public abstract record CompanyOutcome
{
    public sealed record Saved(CompanyDetails Now) : CompanyOutcome;

    /// <summary>Nothing was changed. A sentence by field, in the names of <see cref="CompanyFields"/>.</summary>
    public sealed record Invalid(IReadOnlyDictionary<string, string> Problems) : CompanyOutcome;

    /// <summary>Somebody else saved, here or on Stripe's portal, after the wish's maker had looked. Nothing was changed.</summary>
    public sealed record ChangedMeanwhile(CompanyDetails Now) : CompanyOutcome;

    public sealed record NotAllowed : CompanyOutcome;

    public sealed record StripeUnavailable(TimeSpan RetryAfter) : CompanyOutcome;

    private CompanyOutcome()
    {
    }
}
