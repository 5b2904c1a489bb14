namespace PenguinMails.StripeSandbox.PaymentMethods;

/// <summary>One of Stripe's documented test cards. Only what is not secret about it is ever stored.</summary>
internal sealed record TestCard(string Number, string Brand, string Behaviour = Behaviours.Pays, string? Name = null, string Funding = "credit", string Country = "US")
{
    public string Last4 => Number[^4..];

    public static TestCard? ByNumber(string number) => TestCards.All.FirstOrDefault(c => c.Number == number);

    /// <summary>`pm_card_visa` and `tok_visa` name the same card.</summary>
    public static TestCard? ByName(string id)
    {
        var name = id.StartsWith("pm_card_", StringComparison.Ordinal) ? id[8..] : id.StartsWith("tok_", StringComparison.Ordinal) ? id[4..] : null;
        return name is null ? null : TestCards.All.FirstOrDefault(c => c.Name == name);
    }
}
