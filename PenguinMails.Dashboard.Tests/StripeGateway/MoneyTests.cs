using System.Globalization;
using System.Text.Json;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Tests.StripeGateway;

public sealed class MoneyTests
{
    [Theory]
    [InlineData(14900, "usd", "149.00")]
    [InlineData(0, "usd", "0.00")]
    [InlineData(-550, "eur", "-5.50")]
    [InlineData(1490, "jpy", "1490")]
    [InlineData(1234567, "kwd", "1234.567")]
    public void Leaves_the_api_in_the_major_unit_with_the_currencys_decimals(long minor, string currency, string written) =>
        Assert.Equal(written, JsonSerializer.Serialize(new Money(minor, currency).Major));

    [Theory]
    [InlineData(143000, "usd", "$1,430.00")]
    [InlineData(-500, "eur", "-€5.00")]
    [InlineData(1000, "chf", "CHF 10.00")]
    [InlineData(1500, "jpy", "¥1,500")]
    public void Reads_as_a_person_writes_it(long minor, string currency, string written) =>
        Assert.Equal(written, new Money(minor, currency).ToString());

    [Fact]
    public void Is_exact_at_the_edge_of_what_a_long_holds() =>
        Assert.Equal("92233720368547758.07", new Money(long.MaxValue, "usd").Major.ToString(CultureInfo.InvariantCulture));

    [Fact]
    public void Two_currencies_are_never_added() =>
        Assert.Throws<InvalidOperationException>(() => new Money(1, "usd") + new Money(1, "eur"));
}
