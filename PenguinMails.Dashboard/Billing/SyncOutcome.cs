namespace PenguinMails.Dashboard.Billing;

public abstract record SyncOutcome
{
    public sealed record Synced(Guid TenantId) : SyncOutcome;

    /// <summary>The Stripe customer is no tenant of ours: made by hand, or by another product on the same account.</summary>
    public sealed record NotOurs : SyncOutcome;

    private SyncOutcome()
    {
    }
}
