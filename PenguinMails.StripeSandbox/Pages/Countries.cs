namespace PenguinMails.StripeSandbox.Pages;

internal static class Countries
{
    public static readonly (string Code, string Name)[] All =
    [
        ("AU", "Australia"), ("AT", "Austria"), ("BE", "Belgium"), ("BR", "Brazil"), ("CA", "Canada"), ("DK", "Denmark"), ("FI", "Finland"),
        ("FR", "France"), ("DE", "Germany"), ("IN", "India"), ("IE", "Ireland"), ("IT", "Italy"), ("JP", "Japan"), ("MX", "Mexico"),
        ("NL", "Netherlands"), ("NZ", "New Zealand"), ("NO", "Norway"), ("PL", "Poland"), ("PT", "Portugal"), ("SG", "Singapore"),
        ("ES", "Spain"), ("SE", "Sweden"), ("CH", "Switzerland"), ("GB", "United Kingdom"), ("US", "United States"),
    ];

    /// <summary>The kind of tax id a business of a country gives.</summary>
    public static string? TaxIdType(string country) => country switch
    {
        "GB" => "gb_vat",
        "US" => "us_ein",
        "CA" => "ca_bn",
        "AU" => "au_abn",
        "CH" => "ch_vat",
        "NO" => "no_vat",
        "NZ" => "nz_gst",
        "IN" => "in_gst",
        "SG" => "sg_gst",
        "MX" => "mx_rfc",
        "BR" => "br_cnpj",
        "JP" => "jp_cn",
        _ => "eu_vat",
    };
}
