namespace PenguinMails.Dashboard.PaymentMethods;

/// <summary>Why a card has to stay, as a page says it.</summary>
internal static class CardWords
{
    public static string Why(CardRemoval removal) => removal switch
    {
        CardRemoval.OnlyOne => "It is the only card of a running subscription. Add another one first.",
        CardRemoval.Paying => "It pays your subscription. Make another card the default first.",
        _ => "",
    };
}
