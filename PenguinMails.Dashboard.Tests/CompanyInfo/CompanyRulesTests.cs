using PenguinMails.Dashboard.CompanyInfo;

namespace PenguinMails.Dashboard.Tests.CompanyInfo;

public sealed class CompanyRulesTests
{
    private static readonly CompanyWish Good = new(
        "Acme Inc.", new CompanyAddress("1 Main Street", null, "Springfield", "IL", "62701", "US"), null, null, new CompanyContact("billing@acme.test", null), []);

    [Fact]
    public void A_whole_wish_has_no_problem() => Assert.Empty(CompanyRules.Problems(Good));

    [Fact]
    public void No_address_at_all_is_fine_and_half_of_one_is_not()
    {
        Assert.Empty(CompanyRules.Problems(Good with { Address = new(null, null, null, null, null, null) }));
        Assert.Equal(
            [CompanyFields.Country, CompanyFields.Line1],
            CompanyRules.Problems(Good with { Address = new(null, null, "Springfield", null, null, null) }).Keys.Order());
    }

    [Fact]
    public void Every_problem_is_named_at_its_field()
    {
        var wish = new CompanyWish(
            "  ", new CompanyAddress("1 Main Street", null, null, null, null, "XX"), "", "DE123456789", new CompanyContact("nobody", null),
            [new("a@b.test", null), new("A@B.test", null), new("", null)]);

        var problems = CompanyRules.Problems(wish.Trimmed());

        Assert.Equal(
            [CompanyFields.Country, CompanyFields.Name, CompanyFields.PrimaryEmail, "recipients[1].email", "recipients[2].email", CompanyFields.TaxIdType],
            problems.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_only_spaces_is_nothing_and_a_kind_without_a_number_is_no_tax_id()
    {
        var trimmed = (Good with { Name = " Acme ", TaxIdType = "eu_vat", TaxIdValue = " " }).Trimmed();

        Assert.Equal(("Acme", null, null), (trimmed.Name, trimmed.TaxIdType, trimmed.TaxIdValue));
    }
}
