using Bunit;
using PenguinMails.Dashboard.Admin.Pages;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Tests.Harness;

namespace PenguinMails.Dashboard.Tests.Admin.Pages;

public sealed class DuplicatesCardTests : ComponentTest
{
    [Fact]
    public void A_refunded_one_says_how_much() =>
        Assert.Contains("$149.00 on", Show(duplicate => (duplicate.RefundedAt, duplicate.RefundedAmount, duplicate.RefundedCurrency) = (duplicate.FoundAt, 14900, "usd")), StringComparison.Ordinal);

    [Fact]
    public void A_trial_that_was_never_paid_says_so() =>
        Assert.Contains("Nothing had been paid", Show(duplicate => duplicate.RefundedAt = duplicate.FoundAt), StringComparison.Ordinal);

    [Fact]
    public void One_that_could_not_be_taken_back_yet_says_why_and_when_next() =>
        Assert.Contains("Tried 2 times", Show(duplicate => (duplicate.Attempts, duplicate.LastError) = (2, "Stripe cannot be reached just now.")), StringComparison.Ordinal);

    private string Show(Action<DuplicateSubscription> change)
    {
        var duplicate = new DuplicateSubscription
        {
            StripeSubscriptionId = "sub_2",
            TenantId = Guid.NewGuid(),
            StripeCustomerId = "cus_1",
            KeptSubscriptionId = "sub_1",
            FoundAt = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero),
        };
        change(duplicate);
        return Render<DuplicatesCard>(parameters => parameters.Add(card => card.Duplicates, [duplicate])).Markup;
    }
}
