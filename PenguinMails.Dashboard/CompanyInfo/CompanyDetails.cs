namespace PenguinMails.Dashboard.CompanyInfo;

public sealed record CompanyAddress(string? Line1, string? Line2, string? City, string? State, string? PostalCode, string? Country);

/// <param name="Type">Stripe's word for the kind, such as <c>eu_vat</c>.</param>
/// <param name="Status">What the tax office said, in Stripe's words: pending, verified, unverified, unavailable.</param>
public sealed record CompanyTaxId(string Type, string Value, string? Status);

public sealed record CompanyContact(string Email, string? Name);

/// <summary>Who is billed, where, and who gets the mails about it.</summary>
/// <param name="Version">Changes with anything in here: a change is made to what its maker saw, or refused.</param>
/// <param name="ChangedBy">Who changed it here last; null while nobody has.</param>
public sealed record CompanyDetails(
    string? Name, CompanyAddress Address, CompanyTaxId? TaxId, CompanyContact? Primary, IReadOnlyList<CompanyContact> Recipients,
    string Version, string? ChangedBy, DateTimeOffset? ChangedAt);

/// <summary>What somebody wants it to be, as a whole.</summary>
public sealed record CompanyWish(
    string? Name, CompanyAddress Address, string? TaxIdType, string? TaxIdValue, CompanyContact Primary, IReadOnlyList<CompanyContact> Recipients)
{
    /// <summary>Without the spaces around what was typed; what is only spaces is nothing.</summary>
    public CompanyWish Trimmed() => new(
        Trim(Name),
        new CompanyAddress(Trim(Address.Line1), Trim(Address.Line2), Trim(Address.City), Trim(Address.State), Trim(Address.PostalCode), Trim(Address.Country)?.ToUpperInvariant()),
        Trim(TaxIdValue) is null ? null : Trim(TaxIdType), Trim(TaxIdValue)?.ToUpperInvariant(), Trim(Primary), [.. Recipients.Select(Trim)]);

    private static CompanyContact Trim(CompanyContact contact) => new(contact.Email.Trim(), Trim(contact.Name));

    private static string? Trim(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
