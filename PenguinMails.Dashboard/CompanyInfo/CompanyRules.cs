using System.ComponentModel.DataAnnotations;
using PenguinMails.Dashboard.Accounts.Contacts;

namespace PenguinMails.Dashboard.CompanyInfo;

/// <summary>What can be said of a wish without asking Stripe. Whether a tax id is one, Stripe knows.</summary>
public static class CompanyRules
{
    public const int MostRecipients = 20;
    private const int Longest = 200;
    private static readonly EmailAddressAttribute Address = new();

    public static Dictionary<string, string> Problems(CompanyWish wish)
    {
        var problems = new Dictionary<string, string>();
        if (wish.Name is null)
            problems[CompanyFields.Name] = "Enter the company's name; it stands on the invoices.";
        Lengths(wish, problems);
        AddressProblems(wish.Address, problems);
        TaxProblems(wish, problems);
        ContactProblems(wish, problems);
        return problems;
    }

    private static void Lengths(CompanyWish wish, Dictionary<string, string> problems)
    {
        var address = wish.Address;
        foreach (var (field, text) in new[]
        {
            (CompanyFields.Name, wish.Name), (CompanyFields.Line1, address.Line1), (CompanyFields.Line2, address.Line2), (CompanyFields.City, address.City),
            (CompanyFields.State, address.State), (CompanyFields.PostalCode, address.PostalCode), (CompanyFields.PrimaryName, wish.Primary.Name),
            (CompanyFields.TaxIdValue, wish.TaxIdValue),
        })
        {
            if (text?.Length > Longest)
                problems[field] = $"Use at most {Longest} characters.";
        }
    }

    // Either no address, or one that a letter would reach.
    private static void AddressProblems(CompanyAddress address, Dictionary<string, string> problems)
    {
        if (address == new CompanyAddress(null, null, null, null, null, null))
            return;
        if (address.Line1 is null)
            problems[CompanyFields.Line1] = "Enter street and number, or empty the whole address.";
        if (address.Country is null)
            problems[CompanyFields.Country] = "Choose the country; tax depends on it.";
        else if (!Countries.Has(address.Country))
            problems[CompanyFields.Country] = "Name the country by its two letters, such as US or DE.";
    }

    private static void TaxProblems(CompanyWish wish, Dictionary<string, string> problems)
    {
        if (wish.TaxIdValue is not null && wish.TaxIdType is null)
            problems[CompanyFields.TaxIdType] = "Choose what kind of tax id this is.";
        else if (wish.TaxIdType is { } type && !type.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_'))
            problems[CompanyFields.TaxIdType] = "Use Stripe's word for the kind, such as eu_vat.";
    }

    private static void ContactProblems(CompanyWish wish, Dictionary<string, string> problems)
    {
        if (wish.Primary.Email.Length == 0)
            problems[CompanyFields.PrimaryEmail] = "Enter where invoices and payment notices go.";
        else if (!IsAddress(wish.Primary.Email))
            problems[CompanyFields.PrimaryEmail] = "Enter an email address, such as name@company.com.";
        if (wish.Recipients.Count > MostRecipients)
            problems[CompanyFields.Recipients] = $"At most {MostRecipients} further recipients are possible.";
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { wish.Primary.Email };
        for (var i = 0; i < wish.Recipients.Count; i++)
        {
            var (email, name) = wish.Recipients[i];
            if (!IsAddress(email))
                problems[CompanyFields.RecipientEmail(i)] = email.Length == 0 ? "Enter an address, or remove this line." : "Enter an email address, such as name@company.com.";
            else if (!seen.Add(email))
                problems[CompanyFields.RecipientEmail(i)] = "This address is on the list already.";
            if (name?.Length > Longest)
                problems[CompanyFields.RecipientName(i)] = $"Use at most {Longest} characters.";
        }
    }

    private static bool IsAddress(string email) =>
        email.Length is > 0 and <= BillingContact.LongestAddress && Address.IsValid(email) && !email.Any(char.IsWhiteSpace);
}
