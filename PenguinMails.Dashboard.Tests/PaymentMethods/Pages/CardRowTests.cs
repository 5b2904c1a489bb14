using Bunit;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.PaymentMethods;
using PenguinMails.Dashboard.PaymentMethods.Pages;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.PaymentMethods.Pages;

public sealed class CardRowTests : ComponentTest
{
    [Fact]
    public void The_default_says_so_and_offers_no_second_time()
    {
        var row = Show(isDefault: true, removal: CardRemoval.Paying);

        Assert.Contains("Default", row.Find(".tag").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Make default", row.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_that_has_to_stay_says_why_to_everybody()
    {
        var row = Show(isDefault: true, removal: CardRemoval.OnlyOne);
        var remove = row.FindAll("button").Single(button => button.TextContent.Contains("Remove", StringComparison.Ordinal));

        Assert.True(remove.HasAttribute("disabled"));
        Assert.Contains("the only card of a running subscription", row.Find($"#{remove.GetAttribute("aria-describedby")}").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CardExpiry.Fine, "Expires 12/2030")]
    [InlineData(CardExpiry.Soon, "Expires soon, 12/2030")]
    [InlineData(CardExpiry.Expired, "Expired 12/2030")]
    public void How_long_it_pays_is_said_the_louder_the_nearer(CardExpiry expiry, string words) =>
        Assert.Contains(words, Show(expiry: expiry).Markup, StringComparison.Ordinal);

    [Fact]
    public void While_stripe_is_asked_nothing_else_can_be_pressed() =>
        Assert.All(Show(busy: true).FindAll("button"), button => Assert.True(button.HasAttribute("disabled")));

    private IRenderedComponent<CardRow> Show(bool isDefault = false, CardExpiry expiry = CardExpiry.Fine, CardRemoval removal = CardRemoval.Allowed, bool busy = false)
    {
        var method = new PaymentMethod { Id = "pm_1", TenantId = Guid.Empty, Card = new Card("visa", "4242", 12, 2030) };
        return Render<CardRow>(parameters => parameters
            .Add(row => row.Line, new CardLine(method, isDefault, expiry, removal)).Add(row => row.Busy, busy).Add(row => row.Disabled, busy));
    }
}
