using Bunit;
using PenguinMails.Dashboard.CompanyInfo;
using PenguinMails.Dashboard.CompanyInfo.Pages;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.CompanyInfo.Pages;

public sealed class CompanyFactsTests : ComponentTest
{
    private static readonly CompanyDetails Bare = new(
        "Acme", new CompanyAddress(null, null, null, null, null, null), null, new CompanyContact("owner@acme.test", null), [], "1", null, null);

    [Fact]
    public void What_is_not_given_is_said_to_be_so()
    {
        var facts = Show(Bare);

        Assert.Contains("Not given", facts, StringComparison.Ordinal);
        Assert.Contains("None", facts, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_reads_as_on_an_envelope()
    {
        var facts = Show(Bare with { Address = new("1 Main Street", null, "Springfield", "IL", "62701", "US"), TaxId = new("us_ein", "12-3456789", "unavailable") });

        Assert.Contains("62701 Springfield IL", facts, StringComparison.Ordinal);
        Assert.Contains("United States", facts, StringComparison.Ordinal);
        Assert.Contains("12-3456789 (US EIN)", facts, StringComparison.Ordinal);
    }

    private string Show(CompanyDetails details) => Render<CompanyFacts>(parameters => parameters.Add(facts => facts.Details, details)).Markup;
}
