using PenguinMails.Dashboard.Billing.Mirror;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.StripeGateway;

namespace PenguinMails.Dashboard.Cancellation;

/// <summary>What we offer to somebody who wants to leave: three months at a fifth less.</summary>
public static class RetentionOffer
{
    public const string CouponId = "penguinmails_stay_20_3";
    public const string CouponName = "Thank you for staying";
    public const int PercentOff = 20;
    public const int Months = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromDays(365);

    /// <summary>
    /// Once a year, to who pays by the month: three months off a price that is asked for once a year would be nothing, or a fifth of the year.
    /// </summary>
    /// <param name="subscription">What is running.</param>
    /// <param name="lastTaken">When the tenant last took it.</param>
    /// <param name="now">The moment.</param>
    public static bool IsMade(TenantSubscription? subscription, DateTimeOffset? lastTaken, DateTimeOffset now) =>
        subscription is { Status: SubscriptionStatus.Active, BillingCycle: BillingCycle.Monthly, CancelAtPeriodEnd: false }
        && (lastTaken is not { } taken || now - taken >= Pause);

    /// <summary>The price of a month while the offer lasts, before tax.</summary>
    public static Money PriceWith(Money price) => price with { Minor = price.Minor - (long)Math.Round(price.Minor * (PercentOff / 100m), MidpointRounding.AwayFromZero) };
}
