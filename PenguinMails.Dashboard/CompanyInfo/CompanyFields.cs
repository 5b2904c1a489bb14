namespace PenguinMails.Dashboard.CompanyInfo;

/// <summary>The fields as the REST API names them; the page marks its own by the same names.</summary>
public static class CompanyFields
{
    public const string Name = "company_name";
    public const string Line1 = "address.line1";
    public const string Line2 = "address.line2";
    public const string City = "address.city";
    public const string State = "address.state";
    public const string PostalCode = "address.postal_code";
    public const string Country = "address.country";
    public const string TaxIdType = "tax_id.type";
    public const string TaxIdValue = "tax_id.value";
    public const string PrimaryEmail = "primary_contact.email";
    public const string PrimaryName = "primary_contact.name";

    /// <summary>No field of its own: the whole.</summary>
    public const string Whole = "";

    public const string Recipients = "recipients";

    public static string RecipientEmail(int index) => $"recipients[{index}].email";

    public static string RecipientName(int index) => $"recipients[{index}].name";

    /// <summary>The field that Stripe means by its parameter.</summary>
    internal static string OfStripe(string? param) => param switch
    {
        "name" => Name,
        "email" => PrimaryEmail,
        "type" => TaxIdType,
        "value" => TaxIdValue,
        "address[line1]" => Line1,
        "address[line2]" => Line2,
        "address[city]" => City,
        "address[state]" => State,
        "address[postal_code]" => PostalCode,
        "address[country]" => Country,
        _ => Whole,
    };
}
