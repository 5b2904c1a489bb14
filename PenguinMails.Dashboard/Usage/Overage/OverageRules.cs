using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Usage.Periods;

namespace PenguinMails.Dashboard.Usage.Overage;

/// <summary>What emails beyond the limit come to. Pure: facts in, a decision out.</summary>
internal static class OverageRules
{
    /// <summary>Whether emails beyond the limit are paid for. Nothing is billed within a trial.</summary>
    public static bool IsBilled(OverageChoice choice, bool trialing, UsagePeriod? period) =>
        !trialing && (choice is OverageChoice.Bill || (choice is OverageChoice.AskFirst && period?.OverageAllowedAt is not null));

    /// <summary>Emails over the limit that can be billed; those sent while they were to be blocked never are.</summary>
    public static long Over(UsagePeriod? period, long? limit) =>
        period is null || limit is not { } most ? 0 : Math.Max(0, period.EmailsSent - Math.Max(most, period.BilledBeyond));

    /// <summary>A pack that is begun is paid: 23,000 over are three of 10,000.</summary>
    public static long Packs(long over, int packSize) => (over + packSize - 1) / packSize;

    /// <summary>Packs to be billed beyond those that were. Never fewer: what was told to Stripe stays told, also when the limit grew since.</summary>
    public static long NewPacks(UsagePeriod period, long? limit, int packSize) => Math.Max(0, Packs(Over(period, limit), packSize) - period.PacksBilled);

    /// <summary>What may still be sent in the period.</summary>
    public static SendingAllowance Allowance(OverageChoice choice, bool trialing, UsagePeriod? period, long? limit)
    {
        if (limit is not { } most || IsBilled(choice, trialing, period))
            return new SendingAllowance(null, null);
        var remaining = Math.Max(0, most - (period?.EmailsSent ?? 0));
        if (remaining > 0)
            return new SendingAllowance(remaining, null);
        return new SendingAllowance(0, trialing
            ? SendingBlocks.TrialLimitReached
            : choice is OverageChoice.AskFirst ? SendingBlocks.ApprovalNeeded : SendingBlocks.LimitReached);
    }
}
