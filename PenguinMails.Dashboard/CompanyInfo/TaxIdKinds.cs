namespace PenguinMails.Dashboard.CompanyInfo;

/// <summary>Kinds of tax ids that the page offers, by Stripe's words. The REST API takes any that Stripe knows.</summary>
public static class TaxIdKinds
{
    public static readonly IReadOnlyList<(string Type, string Name)> Offered =
    [
        ("eu_vat", "EU VAT number, such as DE123456789"),
        ("gb_vat", "UK VAT number, such as GB123456789"),
        ("us_ein", "US EIN, such as 12-3456789"),
        ("ca_bn", "Canadian BN, such as 123456789"),
        ("au_abn", "Australian ABN, such as 12345678912"),
        ("br_cnpj", "Brazilian CNPJ, such as 01.234.456/5432-10"),
        ("ch_vat", "Swiss VAT number, such as CHE-123.456.789 MWST"),
        ("in_gst", "Indian GST number, such as 12ABCDE3456FGZH"),
        ("jp_cn", "Japanese corporate number, such as 1234567891234"),
        ("mx_rfc", "Mexican RFC, such as ABC010203AB9"),
        ("no_vat", "Norwegian VAT number, such as 123456789MVA"),
        ("nz_gst", "New Zealand GST number, such as 123456789"),
        ("sg_gst", "Singaporean GST, such as M12345678X"),
        ("za_vat", "South African VAT number, such as 4123456789"),
    ];

    /// <summary>What the tax office said, for people; null where nobody asks it.</summary>
    public static string? Verdict(string? status) => status switch
    {
        "verified" => "Verified by the tax office",
        "unverified" => "The tax office does not know this number. Please check it.",
        "pending" => "The tax office is being asked",
        _ => null,
    };

    public static string NameOf(string type) =>
        Offered.FirstOrDefault(kind => kind.Type == type).Name is { } name ? name.Split(", such as")[0] : type;
}
