namespace PenguinMails.StripeSandbox.Pages;

/// <summary>The card fields that Checkout, the portal and the invoice page share, and what a browser sent in them.</summary>
internal sealed record CardForm(IFormCollection Fields)
{
    public string this[string key] => Fields[key].ToString().Trim();

    /// <summary>The saved card that was chosen; a number that was typed in means a new card, whatever stands selected.</summary>
    public string SavedMethod => this["card_number"].Length > 0 ? "" : this["method"];

    public JsonObject Billing => new()
    {
        ["address"] = new JsonObject
        {
            ["city"] = this["city"], ["country"] = this["country"], ["line1"] = this["line1"], ["line2"] = null,
            ["postal_code"] = this["postal_code"], ["state"] = this["state"],
        },
        ["name"] = this["name"],
    };

    public static string Fieldset(JsonObject? kept, JsonObject? address, string? name)
    {
        string? Old(string key, string? otherwise) => kept?.Str(key) ?? otherwise;
        return $"""
            {Html.Field("card_number", "Card number", null, "inputmode=\"numeric\" autocomplete=\"cc-number\" placeholder=\"1234 1234 1234 1234\"")}
            <div class="row">
            {Html.Field("expiry", "Expiry", null, "inputmode=\"numeric\" autocomplete=\"cc-exp\" placeholder=\"MM / YY\"")}
            {Html.Field("cvc", "CVC", null, "inputmode=\"numeric\" autocomplete=\"cc-csc\" maxlength=\"4\"")}
            </div>
            {Html.Field("name", "Name on card", Old("name", name), "autocomplete=\"cc-name\"")}
            {Html.Select("country", "Country", Countries.All, Old("country", address?.Str("country")) ?? "US")}
            {Html.Field("line1", "Address line 1 (optional)", Old("line1", address?.Str("line1")), "autocomplete=\"address-line1\"")}
            <div class="row">
            {Html.Field("city", "City (optional)", Old("city", address?.Str("city")), "autocomplete=\"address-level2\"")}
            {Html.Field("postal_code", "Postal code", Old("postal_code", address?.Str("postal_code")), "autocomplete=\"postal-code\"")}
            </div>
            """;
    }

    /// <summary>What may be shown again after a refusal: everything but the card itself.</summary>
    public JsonObject Kept()
    {
        var kept = new JsonObject();
        foreach (var key in new[] { "name", "country", "line1", "city", "postal_code", "state", "tax_id", "email" })
        {
            if (this[key].Length > 0)
                kept[key] = this[key];
        }
        return kept;
    }

    /// <summary>The card as a payment method that nobody has yet, or what is wrong with it.</summary>
    public (JsonObject? PaymentMethod, string? Problem) Read(UnitOfWork w)
    {
        var number = new string([.. this["card_number"].Where(char.IsAsciiDigit)]);
        if (number.Length < 12)
            return (null, "Your card number is incomplete.");
        if (!PassesLuhn(number))
            return (null, "Your card number is invalid.");
        var expiry = new string([.. this["expiry"].Where(char.IsAsciiDigit)]);
        if (expiry.Length is not (4 or 6) || int.Parse(expiry[..2], CultureInfo.InvariantCulture) is < 1 or > 12)
            return (null, "Your card's expiration date is incomplete.");
        var month = int.Parse(expiry[..2], CultureInfo.InvariantCulture);
        var year = int.Parse(expiry[2..], CultureInfo.InvariantCulture) + (expiry.Length == 4 ? 2000 : 0);
        var now = DateTimeOffset.FromUnixTimeSeconds(w.Now);
        if ((year * 12) + month < (now.Year * 12) + now.Month)
            return (null, "Your card's expiration date is in the past.");
        if (this["cvc"].Length is < 3 or > 4 || !this["cvc"].All(char.IsAsciiDigit))
            return (null, "Your card's security code is incomplete.");
        if (this["name"].Length == 0)
            return (null, "Please provide the name on the card.");
        if (this["country"] == "US" && this["postal_code"].Length == 0)
            return (null, "Please provide a postal code.");
        return TestCard.ByNumber(number) is { } card
            ? (CardDetails.NewPaymentMethod(w, card, month, year, Billing), null)
            : (null, "Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.");
    }

    private static bool PassesLuhn(string number) =>
        number.Reverse().Select((c, i) => (c - '0') * (i % 2 + 1)).Sum(d => d > 9 ? d - 9 : d) % 10 == 0;
}
