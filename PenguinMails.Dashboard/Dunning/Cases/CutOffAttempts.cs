using Microsoft.EntityFrameworkCore;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Data;

namespace PenguinMails.Dashboard.Dunning.Cases;

/// <summary>
/// Attempts that were begun and never ended, since whoever made them did not live to write that down. Whether the bank was asked,
/// the invoice's count tells, which only grows.
/// </summary>
internal static class CutOffAttempts
{
    /// <param name="db">In whose transaction the invoice was read.</param>
    /// <param name="except">The key of the attempt that is about to be made; null for none.</param>
    public static async Task SettleCutOffAsync(this BillingDb db, DunningCase one, Invoice invoice, string? except, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var attempt in await db.DunningAttempts.Where(row => row.CaseId == one.Id && row.FinishedAt == null && row.Key != except).ToListAsync(ct))
        {
            if (invoice.AttemptCount > attempt.CountBefore)
                End(attempt, one, invoice, now);
            else
                db.DunningAttempts.Remove(attempt);
        }
    }

    private static void End(DunningAttempt attempt, DunningCase one, Invoice invoice, DateTimeOffset now)
    {
        attempt.FinishedAt = now;
        attempt.Outcome = one switch
        {
            { Ending: CaseEnding.Recovered } => StepOutcome.Paid,
            _ when invoice.NeedsAuthentication => StepOutcome.AuthenticationNeeded,
            _ => StepOutcome.Declined,
        };
        attempt.DeclineCode = attempt.Outcome is StepOutcome.Declined ? invoice.DeclineCode : null;
    }
}
