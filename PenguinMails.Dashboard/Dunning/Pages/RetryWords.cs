using PenguinMails.Dashboard.Dunning.Collecting;

namespace PenguinMails.Dashboard.Dunning.Pages;

/// <summary>How an attempt ended, as a page says it.</summary>
internal static class RetryWords
{
    public const string Unavailable = "Stripe cannot be reached just now. Nothing was charged twice; try again in a moment.";

    /// <returns>Null where the page itself shows it.</returns>
    public static string? Of(RetryOutcome outcome) => outcome switch
    {
        RetryOutcome.Paid => null,
        RetryOutcome.Declined { Tried: true } declined => $"The card was declined again. {declined.Reason.Text}",
        RetryOutcome.Declined declined => declined.Reason.Text,
        RetryOutcome.NeedsAuthentication => "Your bank wants you to confirm the payment.",
        RetryOutcome.NothingToPay => "There is nothing left to pay.",
        RetryOutcome.NotAllowed => "Only the owner and billing admins of your workspace can pay.",
        RetryOutcome.StripeUnavailable => Unavailable,
        _ => throw new InvalidOperationException("An outcome of the retry has no words."),
    };
}
