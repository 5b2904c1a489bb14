using PenguinMails.Dashboard.Dunning.Cases;

namespace PenguinMails.Dashboard.Dunning.Schedule;

/// <summary>What decides whether one more attempt can succeed.</summary>
/// <param name="DeclinedMethodId">The card of the last attempt.</param>
/// <param name="MethodId">The card that would be tried now; null for none.</param>
/// <param name="StripeRetries">Whether Stripe is going to try by itself.</param>
public sealed record RetryFacts(string? DeclineCode, bool NeedsAuthentication, string? DeclinedMethodId, string? MethodId, bool StripeRetries)
{
    /// <summary>Whether another card stands ready than the one that was declined.</summary>
    public bool CardReplaced => MethodId is not null && MethodId != DeclinedMethodId;
}

/// <summary>Whether to ask the bank once more.</summary>
public static class RetryRule
{
    /// <returns>Null to try; else why not.</returns>
    public static StepOutcome? WhyNot(RetryFacts facts) => facts switch
    {
        { MethodId: null } => StepOutcome.NoCard,
        // Two that try the same invoice by their own calendars are an attempt too many: the one that cannot be told stays.
        { StripeRetries: true } => StepOutcome.LeftToStripe,
        { CardReplaced: true } => null,
        { NeedsAuthentication: true } => StepOutcome.AuthenticationNeeded,
        { DeclineCode: { } code } when !DeclineReasons.Of(code).RetryMayHelp => StepOutcome.CardMustChange,
        _ => null,
    };

    /// <summary>The card to try: the subscription's, unless it is the declined one and the customer has since made another their default.</summary>
    public static string? MethodToTry(string? subscriptionMethodId, string? defaultMethodId, string? declinedMethodId) =>
        subscriptionMethodId == declinedMethodId && defaultMethodId is not null && defaultMethodId != declinedMethodId ? defaultMethodId : subscriptionMethodId ?? defaultMethodId;
}
