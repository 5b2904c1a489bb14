using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Billing.Mirror;

/// <summary>All this product ever knows of a card.</summary>
public sealed record Card(string Brand, string LastFour, int ExpiryMonth, int ExpiryYear)
{
    internal static Card? Of(CardSnapshot? card) =>
        card is null ? null : new Card(card.Brand, card.LastFour, card.ExpiryMonth, card.ExpiryYear);

    /// <summary>"Visa ending in 4242".</summary>
    public string Name => $"{BrandName} ending in {LastFour}";

    /// <summary>"12/2030".</summary>
    public string Expiry => $"{ExpiryMonth:00}/{ExpiryYear}";

    private string BrandName => Brand switch
    {
        "visa" => "Visa",
        "mastercard" => "Mastercard",
        "amex" => "American Express",
        "discover" => "Discover",
        "diners" => "Diners Club",
        "jcb" => "JCB",
        "unionpay" => "UnionPay",
        _ => "Card",
    };
}
