namespace PenguinMails.Dashboard.CompanyInfo.Pages;

/// <summary>What is typed on the page, until it is saved.</summary>
internal sealed class CompanyForm
{
    public string Name { get; set; } = "";

    public string Line1 { get; set; } = "";

    public string Line2 { get; set; } = "";

    public string City { get; set; } = "";

    public string State { get; set; } = "";

    public string PostalCode { get; set; } = "";

    public string Country { get; set; } = "";

    public string TaxIdType { get; set; } = "";

    public string TaxIdValue { get; set; } = "";

    public ContactLine Primary { get; init; } = new();

    public List<ContactLine> Recipients { get; init; } = [];

    public static CompanyForm Of(CompanyDetails details) => new()
    {
        Name = details.Name ?? "",
        Line1 = details.Address.Line1 ?? "",
        Line2 = details.Address.Line2 ?? "",
        City = details.Address.City ?? "",
        State = details.Address.State ?? "",
        PostalCode = details.Address.PostalCode ?? "",
        Country = details.Address.Country ?? "",
        TaxIdType = details.TaxId?.Type ?? "",
        TaxIdValue = details.TaxId?.Value ?? "",
        Primary = ContactLine.Of(details.Primary),
        Recipients = [.. details.Recipients.Select(ContactLine.Of)],
    };

    public CompanyWish Wish() => new(
        Name, new CompanyAddress(Line1, Line2, City, State, PostalCode, Country), TaxIdType, TaxIdValue,
        Primary.Contact(), [.. Recipients.Select(line => line.Contact())]);
}

/// <summary>The form while it is not saved, and which state of the details it was typed over.</summary>
internal sealed record CompanyDraft(CompanyForm Form, string Version);

/// <summary>One line of the recipients' list.</summary>
internal sealed class ContactLine
{
    public string Email { get; set; } = "";

    public string Name { get; set; } = "";

    public static ContactLine Of(CompanyContact? contact) => new() { Email = contact?.Email ?? "", Name = contact?.Name ?? "" };

    public CompanyContact Contact() => new(Email, Name);
}
