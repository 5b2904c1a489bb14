namespace PenguinMails.Dashboard.Dunning.Schedule;

/// <summary>A decline in the words of the person whose card it was.</summary>
/// <param name="Text">A sentence.</param>
/// <param name="RetryMayHelp">Whether the same card might be accepted another day.</param>
public sealed record DeclineReason(string Text, bool RetryMayHelp);

/// <summary>
/// Stripe's decline codes: https://docs.stripe.com/declines/codes. Those that no retry can cure are the ones that Stripe's own
/// retries leave alone (https://docs.stripe.com/billing/revenue-recovery/smart-retries, "non-retryable decline codes": wrong number,
/// lost, stolen, to be picked up, authorization revoked, transaction not allowed, highest risk, authentication required), and
/// those whose "next step" in the list is another card. What the list wants kept from the cardholder (lost, stolen, fraud) is
/// told as a plain refusal.
/// </summary>
public static class DeclineReasons
{
    private static readonly DeclineReason Declined = new("Your bank declined the card without saying why.", RetryMayHelp: true);
    private static readonly DeclineReason Refused = new("Your bank does not accept this card any more.", RetryMayHelp: false);
    private static readonly DeclineReason NoCard = new("There was no card to charge.", RetryMayHelp: true);
    private static readonly DeclineReason Technical = new("The bank or the card network had a technical problem.", RetryMayHelp: true);

    private static readonly Dictionary<string, DeclineReason> Known = new(StringComparer.Ordinal)
    {
        ["insufficient_funds"] = new("The card did not have enough funds.", RetryMayHelp: true),
        ["card_velocity_exceeded"] = new("The card's limit for payments was reached.", RetryMayHelp: true),
        ["withdrawal_count_limit_exceeded"] = new("The card's limit for payments was reached.", RetryMayHelp: true),
        ["expired_card"] = new("The card has expired.", RetryMayHelp: false),
        ["invalid_expiry_month"] = new("The card's expiry date is wrong.", RetryMayHelp: false),
        ["invalid_expiry_year"] = new("The card's expiry date is wrong.", RetryMayHelp: false),
        ["incorrect_number"] = new("The card's number is wrong.", RetryMayHelp: false),
        ["invalid_number"] = new("The card's number is wrong.", RetryMayHelp: false),
        ["incorrect_cvc"] = new("The card's security code is wrong.", RetryMayHelp: false),
        ["invalid_cvc"] = new("The card's security code is wrong.", RetryMayHelp: false),
        ["incorrect_zip"] = new("The card's postal code is wrong.", RetryMayHelp: false),
        ["incorrect_address"] = new("The card's billing address is wrong.", RetryMayHelp: false),
        ["card_not_supported"] = new("The card does not support this kind of purchase.", RetryMayHelp: false),
        ["currency_not_supported"] = new("The card does not support this currency.", RetryMayHelp: false),
        ["transaction_not_allowed"] = new("The card does not support this kind of purchase.", RetryMayHelp: false),
        ["invalid_account"] = new("The card, or the account behind it, is not valid.", RetryMayHelp: false),
        ["new_account_information_available"] = new("The card, or the account behind it, is not valid.", RetryMayHelp: false),
        ["lost_card"] = Refused,
        ["stolen_card"] = Refused,
        ["pickup_card"] = Refused,
        ["restricted_card"] = Refused,
        ["fraudulent"] = Refused,
        ["merchant_blacklist"] = Refused,
        ["security_violation"] = Refused,
        ["highest_risk_level"] = Refused,
        ["do_not_try_again"] = Refused,
        ["revocation_of_authorization"] = new("The bank was told to stop payments to PenguinMails.", RetryMayHelp: false),
        ["revocation_of_all_authorizations"] = new("The bank was told to stop such payments.", RetryMayHelp: false),
        ["stop_payment_order"] = new("The bank was told to stop payments to PenguinMails.", RetryMayHelp: false),
        ["authentication_required"] = new("Your bank wants you to confirm this payment.", RetryMayHelp: false),
        ["payment_intent_authentication_failure"] = new("Your bank wants you to confirm this payment.", RetryMayHelp: false),
        ["processing_error"] = Technical,
        ["issuer_not_available"] = Technical,
        ["reenter_transaction"] = Technical,
        ["try_again_later"] = Technical,
        ["approve_with_id"] = Technical,
    };

    /// <param name="code">Stripe's; null where no bank was asked.</param>
    public static DeclineReason Of(string? code) => code is null ? NoCard : Known.GetValueOrDefault(code, Declined);
}
