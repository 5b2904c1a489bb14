using PenguinMails.Dashboard.Billing.Mirror;

namespace PenguinMails.Dashboard.Billing;

/// <summary>How long a card still pays.</summary>
public enum CardExpiry
{
    Fine,

    /// <summary>It is in its last month.</summary>
    Soon,

    Expired,
}

public static class CardExpiries
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(31);

    /// <summary>A card pays to the end of its expiry month; which zone that month ends in, no bank says, so it is UTC.</summary>
    public static CardExpiry Of(Card card, DateTimeOffset now)
    {
        var ends = EndOf(card);
        return now >= ends ? CardExpiry.Expired : now >= ends - Ahead ? CardExpiry.Soon : CardExpiry.Fine;
    }

    public static DateTimeOffset EndOf(Card card) => new DateTimeOffset(card.ExpiryYear, card.ExpiryMonth, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
}
