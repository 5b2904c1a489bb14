namespace PenguinMails.Dashboard.Billing;

/// <summary>
/// What of a plan's emails a tenant may still send. Entitlements ask here without knowing who counts: the room of usage
/// registers itself.
/// </summary>
public interface ISendingLimit
{
    Task<SendingAllowance> ReadAsync(Guid tenantId, CancellationToken ct);
}

/// <param name="EmailsRemaining">Within the plan; null where nothing limits them (an unlimited plan, or what comes beyond is billed).</param>
/// <param name="BlockedBecause">Why no email may be sent, in a word for programs (see <see cref="SendingBlocks"/>); null while some may.</param>
public sealed record SendingAllowance(long? EmailsRemaining, string? BlockedBecause)
{
    public bool MaySend => BlockedBecause is null;
}

/// <summary>Why a tenant's emails wait although its subscription would let them go.</summary>
public static class SendingBlocks
{
    /// <summary>The plan's emails are used up, and the tenant chose to stop there.</summary>
    public const string LimitReached = "limit_reached";

    /// <summary>The plan's emails are used up, and somebody has to allow more for this period.</summary>
    public const string ApprovalNeeded = "overage_approval_needed";

    /// <summary>The plan's emails are used up in a trial, in which nothing is billed.</summary>
    public const string TrialLimitReached = "trial_limit_reached";
}
