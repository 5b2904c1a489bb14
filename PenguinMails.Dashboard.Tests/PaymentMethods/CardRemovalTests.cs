using PenguinMails.Dashboard.PaymentMethods;

namespace PenguinMails.Dashboard.Tests.PaymentMethods;

public sealed class CardRemovalTests
{
    [Theory]
    [InlineData(true, true, 1, CardRemoval.OnlyOne)]
    [InlineData(true, false, 1, CardRemoval.OnlyOne)]
    [InlineData(true, true, 2, CardRemoval.Paying)]
    [InlineData(true, false, 2, CardRemoval.Allowed)]
    [InlineData(false, false, 1, CardRemoval.Allowed)]
    [InlineData(false, true, 3, CardRemoval.Allowed)]
    public void A_running_subscription_keeps_the_card_that_pays_it(bool runs, bool pays, int cards, CardRemoval removal) =>
        Assert.Equal(removal, CardRemovals.Of(runs, pays, cards));
}
