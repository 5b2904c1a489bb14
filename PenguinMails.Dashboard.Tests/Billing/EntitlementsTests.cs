using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.Plans;

namespace PenguinMails.Dashboard.Tests.Billing;

public sealed class EntitlementsTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 8, 10, 0, 0, TimeSpan.Zero);
    private static readonly Plan Professional = new() { Id = "professional", Name = "Professional", Summary = "", EmailsPerMonth = 50_000, Seats = 5 };

    [Fact]
    public void Nobody_without_a_subscription_sends() => Assert.Equal((SubscriptionState.None, false, false), Of(null, null));

    [Theory]
    [InlineData("active", SubscriptionState.Active)]
    [InlineData("trialing", SubscriptionState.Trialing)]
    [InlineData("past_due", SubscriptionState.PastDue)]
    public void Who_is_served_sends(string status, SubscriptionState state) => Assert.Equal((state, true, false), Of(Subscription(status), null));

    [Fact]
    public void An_unpaid_invoice_counts_down_to_its_seventh_day()
    {
        var entitlements = Entitlements.Of(Subscription("past_due"), Suspension(dueIn: 3.2), Professional, HeldAddOns.None, Now);

        Assert.Equal((SubscriptionState.PastDue, 4), (entitlements.State, entitlements.DaysUntilSuspension(Now)));
        Assert.True(entitlements.CanSendEmails);
        Assert.Equal(50_000, entitlements.Limits.EmailsPerMonth);
    }

    [Theory]
    [InlineData("past_due")]
    [InlineData("active")]
    public void A_suspension_in_force_stops_sending_whatever_stripe_calls_the_subscription(string status) =>
        Assert.Equal((SubscriptionState.Suspended, false, true), Of(Subscription(status), Suspension(dueIn: -1, suspended: true)));

    [Fact]
    public void A_lifted_one_stops_nothing() =>
        Assert.Equal((SubscriptionState.Active, true, false), Of(Subscription("active"), Suspension(dueIn: -1, suspended: true, lifted: true)));

    [Fact]
    public void That_of_another_subscription_stops_nothing()
    {
        var subscription = Subscription("active");
        subscription.StripeSubscriptionId = "sub_2";

        Assert.Equal((SubscriptionState.Active, true, false), Of(subscription, Suspension(dueIn: -1, suspended: true)));
    }

    [Fact]
    public void A_canceled_one_sends_until_its_paid_period_ends_and_only_reads_afterwards()
    {
        Assert.Equal((SubscriptionState.Canceled, true, false), Of(Canceled(paidFor: 5), null));
        Assert.Equal((SubscriptionState.Canceled, false, true), Of(Canceled(paidFor: -5), null));
    }

    [Fact]
    public void One_that_ended_unpaid_does_not_send() =>
        Assert.Equal((SubscriptionState.Canceled, false, true), Of(Canceled(paidFor: 5), Suspension(dueIn: -7, suspended: true)));

    [Fact]
    public void One_whose_first_payment_was_given_up_never_was()
    {
        var subscription = Subscription("canceled");
        (subscription.CreatedAt, subscription.EndedAt, subscription.PaidUntil) = (Now.AddHours(-2), Now.AddHours(-1), null);

        Assert.Equal((SubscriptionState.None, false, false), Of(subscription, null));
    }

    private static (SubscriptionState, bool, bool) Of(TenantSubscription? subscription, Suspension? suspension)
    {
        var entitlements = Entitlements.Of(subscription, suspension, Professional, HeldAddOns.None, Now);
        return (entitlements.State, entitlements.CanSendEmails, entitlements.ReadOnly);
    }

    private static TenantSubscription Canceled(double paidFor)
    {
        var subscription = Subscription("canceled");
        (subscription.EndedAt, subscription.CurrentPeriodEnd, subscription.PaidUntil) = (Now.AddDays(-1), Now.AddDays(paidFor), Now.AddDays(paidFor));
        return subscription;
    }

    private static TenantSubscription Subscription(string status) => new()
    {
        Id = Guid.NewGuid(),
        TenantId = Guid.NewGuid(),
        StripeCustomerId = "cus_1",
        StripeSubscriptionId = "sub_1",
        Status = status,
        CreatedAt = Now.AddDays(-40),
        UpdatedAt = Now,
        CurrentPeriodStart = Now.AddDays(-10),
        CurrentPeriodEnd = Now.AddDays(20),
        PaidUntil = Now.AddDays(20),
    };

    private static Suspension Suspension(double dueIn, bool suspended = false, bool lifted = false) => new()
    {
        InvoiceId = "in_1",
        TenantId = Guid.NewGuid(),
        StripeSubscriptionId = "sub_1",
        DueAt = Now.AddDays(dueIn),
        SuspendedAt = suspended ? Now.AddHours(-1) : null,
        LiftedAt = lifted ? Now : null,
    };
}
