namespace PenguinMails.Dashboard.PaymentMethods;

/// <summary>Whether a card may be taken off.</summary>
public enum CardRemoval
{
    Allowed,

    /// <summary>It pays a running subscription, and there is no other card.</summary>
    OnlyOne,

    /// <summary>It pays a running subscription; another card has to take that over first, since Stripe chooses none by itself.</summary>
    Paying,
}

internal static class CardRemovals
{
    /// <param name="runs">Whether the tenant has a subscription that charges.</param>
    /// <param name="pays">Whether this card pays it.</param>
    /// <param name="cards">How many are on file, this one included.</param>
    public static CardRemoval Of(bool runs, bool pays, int cards) => (runs, pays, cards) switch
    {
        (true, _, 1) => CardRemoval.OnlyOne,
        (true, true, _) => CardRemoval.Paying,
        _ => CardRemoval.Allowed,
    };
}
