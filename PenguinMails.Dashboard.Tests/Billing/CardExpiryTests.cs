using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;

namespace PenguinMails.Dashboard.Tests.Billing;

public sealed class CardExpiryTests
{
    [Theory]
    [InlineData("2026-10-30T23:59:59Z", CardExpiry.Fine)]
    [InlineData("2026-11-30T23:59:59Z", CardExpiry.Soon)]
    [InlineData("2026-11-01T00:00:00Z", CardExpiry.Soon)]
    [InlineData("2026-12-01T00:00:00Z", CardExpiry.Expired)]
    [InlineData("2027-11-01T00:00:00Z", CardExpiry.Expired)]
    public void A_card_pays_to_the_last_moment_of_its_month(string now, CardExpiry expiry) =>
        Assert.Equal(expiry, CardExpiries.Of(new Card("visa", "4242", 11, 2026), DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void December_ends_with_its_year() =>
        Assert.Equal(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), CardExpiries.EndOf(new Card("visa", "4242", 12, 2026)));
}
