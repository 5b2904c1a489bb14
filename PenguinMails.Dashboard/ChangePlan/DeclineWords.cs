namespace PenguinMails.Dashboard.ChangePlan;

/// <summary>Why a change was not paid, in a sentence.</summary>
internal static class DeclineWords
{
    public static string Of(string? code) => code switch
    {
        "insufficient_funds" => "The card does not have enough funds.",
        "expired_card" => "The card has expired.",
        "lost_card" or "stolen_card" or "pickup_card" => "The bank does not accept this card any more.",
        "incorrect_cvc" or "invalid_cvc" => "The card's security code is not right.",
        "resource_missing" => "There is no card on file to pay with.",
        "card_velocity_exceeded" or "withdrawal_count_limit_exceeded" => "The card has reached its limit.",
        _ => "The bank declined the payment.",
    };
}
